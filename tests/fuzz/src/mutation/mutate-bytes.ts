import { HOSTILE_NAMES, HOSTILE_TOKENS } from '../hostile-values.ts';
import type { Random } from '../random.ts';

/** Longer inputs teach nothing that these do not, and slow everything down; what is really large has tests of its own. */
export const MAX_INPUT_BYTES = 65_536;

/** Bytes that readers treat in a special way: quotes, brackets, blanks, parts of UTF-8, tags and lengths of DER. */
const SPECIAL_BYTES = [
  0x00, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2c, 0x2d, 0x2e, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x65, 0x75, 0x7b, 0x7d,
  0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf8, 0xfe, 0xff,
];

type Edit = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const EDITS: readonly Edit[] = [
  (bytes, random) => replaceAt(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => replaceAt(bytes, random, () => random.pick(SPECIAL_BYTES)),
  (bytes, random) => replaceAt(bytes, random, (byte) => (byte + random.below(3) - 1) & 255),
  (bytes, random) => splice(bytes, random, 0, random.bytes(1 + random.size(8))),
  (bytes, random) => splice(bytes, random, 0, Uint8Array.of(random.pick(SPECIAL_BYTES))),
  (bytes, random) => splice(bytes, random, 0, Buffer.from(random.pick(HOSTILE_TOKENS))),
  (bytes, random) => splice(bytes, random, 0, Buffer.from(random.pick(HOSTILE_NAMES))),
  (bytes, random) => splice(bytes, random, 1 + random.size(bytes.length), new Uint8Array()),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => splice(bytes, random, random.size(64), piece(bytes, random)),
  (bytes, random) => splice(bytes, random, 0, repeat(piece(bytes, random), 1 + random.size(200))),
  (bytes, random, others) => splice(bytes, random, random.size(64), piece(random.pick(others), random)),
  (bytes, random, others) => {
    const other = random.pick(others);
    return join(bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1)));
  },
];

/** Changes bytes in one to a few places, knowing nothing of what they mean. `others` lend pieces of themselves. */
export function mutateBytes(bytes: Uint8Array, random: Random, others: readonly Uint8Array[] = [bytes]): Uint8Array {
  let mutated = bytes;
  for (let count = 1 + random.size(6); count > 0; count--) mutated = random.pick(EDITS)(mutated, random, others);
  return mutated.slice(0, MAX_INPUT_BYTES);
}

function replaceAt(bytes: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  const at = random.below(bytes.length);
  return bytes.map((byte, index) => (index === at ? change(byte) : byte));
}

function splice(bytes: Uint8Array, random: Random, remove: number, insert: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  return join(bytes.subarray(0, at), insert, bytes.subarray(at + remove));
}

function piece(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random.below(bytes.length + 1);
  return bytes.subarray(start, start + 1 + random.size(256));
}

function repeat(bytes: Uint8Array, times: number): Uint8Array {
  return join(...Array.from({ length: times }, () => bytes)).subarray(0, MAX_INPUT_BYTES);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
