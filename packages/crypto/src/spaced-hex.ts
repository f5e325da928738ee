import { decodeHex } from '@intoto/encoding';

const BLANKS = /[\t\n\v\f\r ]+/u;

/**
 * Reads hex as Python's `bytes.fromhex` does: either case, ASCII blanks between bytes. The reference reads keys and
 * signatures with it, so that keys and signatures with blanks are in use.
 * @returns `undefined` for anything else.
 */
export function decodeSpacedHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  const parts = text.split(BLANKS);
  const wellFormed = parts.every((part) => part.length % 2 === 0 && !/[^0-9a-f]/iu.test(part));
  return wellFormed ? decodeHex(parts.join('')) : undefined;
}
