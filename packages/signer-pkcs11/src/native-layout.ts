/** How a platform lays out the structures of PKCS#11 in memory. */
export interface NativeLayout {
  /** Bytes of a CK_ULONG. */
  readonly ulong: 4 | 8;
  /** Bytes of a pointer. */
  readonly pointer: 4 | 8;
  /** Whether structures have no gaps, as on Windows (PKCS#11 3.1, 2.1). */
  readonly packed: boolean;
}

/** A member of a structure. */
export type NativeField = { readonly ulong: number | bigint } | { readonly pointer: bigint };

/** The offset at which something of `size` bytes lies, from `offset` on. */
export function alignTo(layout: NativeLayout, offset: number, size: number): number {
  return layout.packed ? offset : Math.ceil(offset / size) * size;
}

/** A structure, or several of the same kind one after the other, little-endian, in memory that does not move. */
export function layOut(layout: NativeLayout, structures: readonly (readonly NativeField[])[]): Uint8Array<ArrayBuffer> {
  const placed: (readonly [offset: number, size: number, value: bigint])[] = [];
  let offset = 0;
  for (const fields of structures) {
    const widest = Math.max(...fields.map((field) => sizeOf(layout, field)));
    for (const field of fields) {
      const size = sizeOf(layout, field);
      offset = alignTo(layout, offset, size);
      placed.push([offset, size, BigInt('ulong' in field ? field.ulong : field.pointer)]);
      offset += size;
    }
    offset = alignTo(layout, offset, widest);
  }
  // A buffer of its own: the engine may move small arrays that it holds itself.
  const memory = new Uint8Array(new ArrayBuffer(Math.max(offset, 1)));
  const view = new DataView(memory.buffer);
  for (const [at, size, value] of placed)
    if (size === 8) view.setBigUint64(at, value, true);
    else view.setUint32(at, Number(value), true);
  return memory;
}

/** Reads a CK_ULONG; a number where it is exact. */
export function readUlong(layout: NativeLayout, memory: Uint8Array, offset: number): number | bigint {
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  if (layout.ulong === 4) return view.getUint32(offset, true);
  const value = view.getBigUint64(offset, true);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Reads text of a fixed length, padded with blanks. */
export function readPadded(memory: Uint8Array, offset: number, length: number): string {
  return new TextDecoder().decode(memory.subarray(offset, offset + length)).replace(/[\0 ]+$/u, '');
}

function sizeOf({ ulong, pointer }: NativeLayout, field: NativeField): number {
  return 'ulong' in field ? ulong : pointer;
}
