/** In bytes. Below it, to copy is quicker. */
const WORTH_TAKING = 1 << 20;

/**
 * Memory that nobody else can read or write: a copy, or the very memory where whoever has it hands it over. It is taken away from them
 * then, so that they cannot change what was read.
 */
export function takeOver(bytes: Uint8Array, isHandedOver: boolean): Uint8Array {
  const { buffer, byteOffset, length } = bytes;
  // Of a memory with more in it the rest is not ours. A byte more is what readers of files ask for, to see that a file has ended.
  const isWhole = byteOffset === 0 && buffer.byteLength <= length + 1;
  if (!isHandedOver || !isWhole || length < WORTH_TAKING || !(buffer instanceof ArrayBuffer))
    return new Uint8Array(bytes);
  try {
    return new Uint8Array(structuredClone(buffer, { transfer: [buffer] }), 0, length);
  } catch {
    // That of WebAssembly cannot be taken away.
    return new Uint8Array(bytes);
  }
}
