/** Bytes that are not what they should be in the encoding of SSH. Never leaves this package. */
export class SshWireError extends Error {
  override readonly name = 'SshWireError';
}

/** Reads the fields of a message one after the other; every length is held against what is there. */
export interface SshReader {
  byte(): number;
  uint32(): number;
  /** A view of the message, of any length down to 0. */
  string(): Uint8Array;
  /** Makes sure that nothing is left. */
  end(): void;
}

/**
 * Reads the data types of SSH (RFC 4251, section 5).
 * @throws {@link SshWireError} from every method, where the bytes end too early or too late.
 */
export function readSsh(bytes: Uint8Array): SshReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const take = (length: number): number => {
    if (length > bytes.length - offset) throw new SshWireError('it ends too early');
    offset += length;
    return offset - length;
  };
  const uint32 = (): number => view.getUint32(take(4));
  return {
    byte: () => view.getUint8(take(1)),
    uint32,
    string() {
      const length = uint32();
      const start = take(length);
      return bytes.subarray(start, start + length);
    },
    end() {
      if (offset !== bytes.length) throw new SshWireError('there are bytes after its end');
    },
  };
}

/** A byte, a uint32 or a string of SSH. */
export type SshField = { readonly byte: number } | { readonly uint32: number } | { readonly string: Uint8Array };

/** Writes fields one after the other. */
export function writeSsh(fields: readonly SshField[]): Uint8Array<ArrayBuffer> {
  const lengths = fields.map((field) => ('byte' in field ? 1 : 4 + ('string' in field ? field.string.length : 0)));
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const [index, field] of fields.entries()) {
    if ('byte' in field) view.setUint8(offset, field.byte);
    else if ('uint32' in field) view.setUint32(offset, field.uint32);
    else {
      view.setUint32(offset, field.string.length);
      bytes.set(field.string, offset + 4);
    }
    offset += lengths[index] ?? 0;
  }
  return bytes;
}

/**
 * The digits of an mpint that is not negative, most significant first, in `size` bytes.
 * Takes superfluous zeros in front, which some agents write and some leave out.
 * @throws {@link SshWireError} for a number that is negative or does not fit.
 */
export function readMpint(mpint: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if ((mpint[0] ?? 0) >= 0x80) throw new SshWireError('a number is negative');
  const first = mpint.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? new Uint8Array() : mpint.subarray(first);
  if (digits.length > size) throw new SshWireError('a number is too large');
  const padded = new Uint8Array(size);
  padded.set(digits, size - digits.length);
  return padded;
}
