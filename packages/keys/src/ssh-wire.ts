import { malformed } from './failures.ts';

/** Longer numbers than those of RSA keys of 16384 bits are not worth reading. */
const MAX_NUMBER_BYTES = 2049;

/** Reads the data types of SSH (RFC 4251, section 5) one after the other. Every read throws `ERR_KEY_FORMAT` at the end. */
export interface SshReader {
  /** How many bytes are left. */
  readonly left: number;
  uint32(): number;
  /** A string: any bytes. */
  bytes(): Uint8Array;
  /** A string of printable ASCII, such as a name. */
  name(): string;
  /** The digits of a positive mpint, most significant first, without leading zeros. */
  number(): Uint8Array;
  /** `count` bytes without a length before them. */
  raw(count: number): Uint8Array;
}

/** @param what - names the file in messages */
export function createSshReader(data: Uint8Array, what: string): SshReader {
  let offset = 0;
  const raw = (count: number): Uint8Array => {
    if (count > data.length - offset) throw malformed(what, 'it is cut off');
    offset += count;
    return data.subarray(offset - count, offset);
  };
  const uint32 = (): number => raw(4).reduce((sum, byte) => sum * 256 + byte, 0);
  const bytes = (): Uint8Array => raw(uint32());
  return {
    get left() {
      return data.length - offset;
    },
    raw,
    uint32,
    bytes,
    name() {
      const name = String.fromCharCode(...bytes().subarray(0, 256));
      if (!/^[\x20-\x7e]*$/u.test(name)) throw malformed(what, 'a name is not ASCII');
      return name;
    },
    number() {
      const digits = bytes();
      const [first = 0, second = 0] = digits;
      const minimal = first !== 0 || second >= 0x80;
      if (digits.length === 0 || first >= 0x80 || !minimal || digits.length > MAX_NUMBER_BYTES)
        throw malformed(what, 'a number is negative, zero, too long or not minimal');
      return first === 0 ? digits.subarray(1) : digits;
    },
  };
}

/** Writes SSH strings one after the other: bytes, or ASCII text. */
export function encodeSshStrings(...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  const contents = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part));
  const output = new Uint8Array(contents.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(output.buffer);
  let offset = 0;
  for (const content of contents) {
    view.setUint32(offset, content.length);
    output.set(content, offset + 4);
    offset += 4 + content.length;
  }
  return output;
}

/** The content of an mpint: a positive number's digits, with a zero before them where it would look negative. */
export function encodeSshNumber(digits: Uint8Array): Uint8Array {
  return (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...digits) : digits;
}
