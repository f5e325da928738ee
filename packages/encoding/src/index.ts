export { type Base64Alphabet, decodeBase64, encodeBase64 } from './base64.ts';
export { encodeCanonicalJson } from './canonical-json.ts';
export { compareCodePoints, isHighSurrogate, isLowSurrogate, sortCodePoints } from './code-points.ts';
export { EncodingError } from './encoding-error.ts';
export { ENCODING_ERROR_CODES, type EncodingErrorCode, JSON_ERROR_CODES, type JsonErrorCode } from './error-codes.ts';
export { InTotoError, type InTotoErrorOptions } from './errors.ts';
export { formatJson, type JsonFormat } from './format-json.ts';
export { decodeHex, encodeHex } from './hex.ts';
export { MAX_JSON_DEPTH } from './json-depth.ts';
export { JsonError } from './json-error.ts';
export {
  createEmptyObject,
  createJsonObject,
  isJsonObject,
  JsonFloat,
  type JsonObject,
  type JsonValue,
} from './json-value.ts';
export { type JsonReadOptions, parseJson } from './parse-json.ts';
export { escapeUnprintable, quoteText } from './printable-text.ts';
export { decodeUtf8, encodeUtf8 } from './utf8.ts';
