import { EncodingError } from './encoding-error.ts';

/** `standard` has `+` and `/`, `url` has `-` and `_` in their place; `either` is a text wholly in one of the two. */
export type Base64Alphabet = 'standard' | 'url' | 'either';

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PADDING = 0x3d;
const NO_VALUE = 255;

/** Writes bytes in the standard alphabet with padding (RFC 4648 section 4), on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  const characters = asciiCodes(STANDARD);
  const output = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  let end = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    output[end] = characters[group >> 18] ?? 0;
    output[end + 1] = characters[(group >> 12) & 63] ?? 0;
    if (left > 1) output[end + 2] = characters[(group >> 6) & 63] ?? 0;
    if (left > 2) output[end + 3] = characters[group & 63] ?? 0;
    end += 4;
  }
  return new TextDecoder().decode(output);
}

/**
 * Reads base64 with its padding and nothing else: no line breaks, no blanks, no other alphabet. An empty text is no
 * bytes. Bits of the last character that belong to no byte are not looked at, as Python and Go do not.
 *
 * @param alphabet - which characters stand for 62 and 63; `standard` unless told
 * @throws {@link EncodingError} `ERR_BASE64`
 */
export function decodeBase64(text: string, alphabet: Base64Alphabet = 'standard'): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) {
    throw new EncodingError(`Base64 needs a multiple of 4 characters, padding included, not ${text.length}.`, {
      code: 'ERR_BASE64',
      details: { offset: text.length },
    });
  }
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const values = new Uint8Array(128).fill(NO_VALUE);
  for (const [value, code] of asciiCodes(chooseCharacters(text, alphabet)).entries()) values[code] = value;
  return decodeGroups(text, values, padding);
}

function decodeGroups(text: string, values: Uint8Array, padding: number): Uint8Array<ArrayBuffer> {
  const digits = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let end = 0;
  for (let index = 0; index < digits; index++) {
    const value = values[text.charCodeAt(index)] ?? NO_VALUE;
    if (value === NO_VALUE) {
      throw new EncodingError(`Character ${index + 1} of the text is not in the base64 alphabet.`, {
        code: 'ERR_BASE64',
        details: { offset: index },
      });
    }
    bits = ((bits << 6) | value) & 0xff_ffff;
    const phase = index & 3;
    if (phase > 0) bytes[end++] = bits >> (6 - phase * 2);
  }
  return bytes;
}

function chooseCharacters(text: string, alphabet: Base64Alphabet): string {
  switch (alphabet) {
    case 'standard':
      return STANDARD;
    case 'url':
      return URL_SAFE;
    case 'either':
      return /[-_]/.test(text) ? URL_SAFE : STANDARD;
    default:
      throw new TypeError(`Unknown base64 alphabet: ${String(alphabet satisfies never)}`);
  }
}

function asciiCodes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
