/** In bytes. Below it, to copy is quicker. */
const WORTH_TAKING = 1 << 20;

/** Memory that nobody else can write to: taken away from whoever had it where that is possible and pays, or else a copy. */
export function takeOver(bytes: Uint8Array): Uint8Array {
  const { buffer, byteLength } = bytes;
  // A byte more is what readers of files ask for, to see that a file has ended.
  const isWhole = bytes.byteOffset === 0 && buffer.byteLength <= byteLength + 1;
  if (byteLength < WORTH_TAKING || !isWhole || !(buffer instanceof ArrayBuffer)) return new Uint8Array(bytes);
  try {
    return new Uint8Array(structuredClone(buffer, { transfer: [buffer] }), 0, byteLength);
  } catch {
    // Not every memory can be taken away, as that of WebAssembly.
    return new Uint8Array(bytes);
  }
}
