/** The bytes of hex that is known to be hex. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

/** The UTF-8 of a text. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A number, most significant byte first. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** The digits of a number in `length` bytes, most significant first. */
export function fromBigInt(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  return fromHex(value.toString(16).padStart(2 * length, '0'));
}

/** One after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The same bytes with one bit of one byte flipped. */
export function flipBit(bytes: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const changed = new Uint8Array(bytes);
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}

/** The same bytes as a view into a larger buffer: who looks at `bytes.buffer` sees something else. */
export function insideBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const buffer = new Uint8Array(bytes.length + 20).fill(0xa5);
  buffer.set(bytes, 7);
  return buffer.subarray(7, 7 + bytes.length);
}

/** Bytes whose `slice` shares memory, as that of Node's `Buffer` does: who copies with it has no copy. */
export function sharingBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const shared = new Uint8Array(bytes);
  const slice = (start?: number, end?: number): Uint8Array<ArrayBuffer> => shared.subarray(start, end);
  return Object.defineProperty(shared, 'slice', { value: slice });
}
