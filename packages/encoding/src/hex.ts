import { EncodingError } from './encoding-error.ts';

const DIGITS = '0123456789abcdef';

/** Writes bytes as lowercase hexadecimal digits, two for each. */
export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15);
  return text;
}

/**
 * Reads hexadecimal digits of either case: an even number of them and nothing else. An empty text is no bytes.
 *
 * @throws {@link EncodingError} `ERR_HEX`
 */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  const wrong = text.search(/[^0-9a-fA-F]/);
  if (wrong !== -1) {
    throw new EncodingError(`Character ${wrong + 1} of the text is not a hexadecimal digit.`, {
      code: 'ERR_HEX',
      details: { offset: wrong },
    });
  }
  if (text.length % 2 !== 0) {
    throw new EncodingError(`Hexadecimal text needs an even number of digits, not ${text.length}.`, {
      code: 'ERR_HEX',
      details: { offset: text.length },
    });
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = (digitValue(text.charCodeAt(index * 2)) << 4) | digitValue(text.charCodeAt(index * 2 + 1));
  }
  return bytes;
}

/** The value of a character code already known to be a hexadecimal digit: a letter's low bits are 9 less than it. */
function digitValue(code: number): number {
  return (code & 15) + (code > 0x40 ? 9 : 0);
}
