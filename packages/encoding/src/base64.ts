import { EncodingError } from './encoding-error.ts';

/** `standard` has `+` and `/`, `url` has `-` and `_` in their place; `either` is a text wholly in one of the two. */
export type Base64Alphabet = 'standard' | 'url' | 'either';

/** What is in none of the alphabets, for each of them. */
const FOREIGN = { standard: /[^A-Za-z0-9+/]/, url: /[^A-Za-z0-9_-]/ } as const;

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = 0x3d;

/** Writes bytes in the standard alphabet with padding (RFC 4648 section 4), on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  // `btoa` takes ten times as long, for the text that it wants to be given.
  const output = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let end = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) output[end++] = STANDARD.charCodeAt((group >> shift) & 63);
  }
  return new TextDecoder().decode(output.fill(PADDING, Math.ceil((bytes.length * 4) / 3)));
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
    throw malformed(`Base64 needs a multiple of 4 characters, padding included, not ${text.length}.`, text.length);
  }
  const digits = text.replace(/={1,2}$/, '');
  const offset = digits.search(FOREIGN[chooseAlphabet(text, alphabet)]);
  if (offset !== -1) throw malformed(`Character ${offset + 1} of the text is not in the base64 alphabet.`, offset);
  const binary = atob(digits.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function malformed(message: string, offset: number): EncodingError {
  return new EncodingError(message, { code: 'ERR_BASE64', details: { offset } });
}

function chooseAlphabet(text: string, alphabet: Base64Alphabet): keyof typeof FOREIGN {
  switch (alphabet) {
    case 'standard':
    case 'url':
      return alphabet;
    case 'either':
      return /[-_]/.test(text) ? 'url' : 'standard';
    default:
      throw new TypeError(`Unknown base64 alphabet: ${String(alphabet satisfies never)}`);
  }
}
