import { findLoneSurrogate } from './code-points.ts';
import type { JsonValue } from './json-value.ts';
import { type JsonStyle, UnwritableJson, writeJson } from './json-writer.ts';

const CANONICAL: JsonStyle = { quote, itemSeparator: ',', nameSeparator: ':' };

/**
 * Encodes a value as canonical JSON, the bytes that in-toto signatures and key ids are computed over: no blanks, names
 * in code point order, and in strings only `\` and `"` escaped, so that control characters stand raw and the result
 * is not always JSON. It is not RFC 8785.
 *
 * A member named `toJSON` is data. `-0` is written `0`. Source: the in-toto specification section 4.1, OLPC canonical
 * JSON as securesystemslib has it.
 *
 * @throws {@link JsonError} `ERR_JSON_FLOAT` for a {@link JsonFloat} or a number that is no safe integer,
 * `ERR_JSON_SURROGATE` for a lone surrogate, `ERR_JSON_INTEGER_SIZE`, `ERR_JSON_DEPTH` beyond 1000 levels, and `ERR_JSON_SIZE` for what is too
 * long for one text
 * @throws TypeError for what is no JSON value, an `undefined` member for example
 */
export function encodeCanonicalJson(value: JsonValue): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(writeJson(value, CANONICAL));
}

function quote(text: string): string {
  if (!/["\\\ud800-\udfff]/.test(text)) return `"${text}"`;
  if (findLoneSurrogate(text) !== -1) throw new UnwritableJson('ERR_JSON_SURROGATE', 'has half a surrogate pair');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
