import { malformedPacket } from './openpgp-error.ts';

/** Reads bytes from the front to the back. Throws {@link malformedPacket} at the end. */
export interface Cursor {
  /** How many bytes have been read. */
  readonly position: () => number;
  readonly isAtEnd: () => boolean;
  readonly byte: () => number;
  /** A big-endian number of two or four bytes. */
  readonly number: (size: 2 | 4) => number;
  readonly take: (length: number) => Uint8Array;
  /** A multiprecision integer (RFC 4880, 3.2): its bytes, the most significant first. */
  readonly integer: () => Uint8Array;
}

/** @param name - of what is read, for messages: a noun with its article */
export function createCursor(bytes: Uint8Array, name: string): Cursor {
  let position = 0;
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - position) throw malformedPacket(`${name} ends too early`);
    position += length;
    return bytes.subarray(position - length, position);
  };
  const number = (size: 1 | 2 | 4): number => take(size).reduce((sum, digit) => sum * 256 + digit, 0);
  return {
    position: () => position,
    isAtEnd: () => position === bytes.length,
    byte: () => number(1),
    number,
    take,
    integer: () => {
      const bits = number(2);
      if (bits === 0) throw malformedPacket(`${name} has a number without digits`);
      return take(Math.ceil(bits / 8));
    },
  };
}
