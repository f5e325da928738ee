import { concat, flipBit } from '../../../packages/conformance/src/kits/bytes.ts';
import type { Random } from '../differential/random.ts';
import { randomBytes } from './random-bytes.ts';

/** Changes to a signature that take it for bytes, whatever its scheme. */
export const BYTE_MUTATIONS = {
  'a bit': (signature, random) => {
    const at = random.below(signature.length);
    return signature.map((byte, index) => (index === at ? byte ^ (1 << random.below(8)) : byte));
  },
  'the last bit': (signature) => flipBit(signature, signature.length - 1),
  'a byte': (signature, random) => {
    const at = random.below(signature.length);
    return signature.map((byte, index) => (index === at ? random.below(256) : byte));
  },
  'cut at the end': (signature, random) => signature.subarray(0, random.below(signature.length)),
  'cut at the start': (signature, random) => signature.subarray(1 + random.below(signature.length)),
  'a byte left out': (signature, random) => {
    const at = random.below(signature.length);
    return signature.filter((_, index) => index !== at);
  },
  'bytes behind': (signature, random) => concat(signature, randomBytes(random, 1 + random.below(70))),
  'bytes before': (signature, random) => concat(randomBytes(random, 1 + random.below(4)), signature),
  'zeros behind': (signature, random) => concat(signature, new Uint8Array(1 + random.below(3))),
  'zeros before': (signature, random) => concat(new Uint8Array(1 + random.below(3)), signature),
  twice: (signature) => concat(signature, signature),
  reversed: (signature) => signature.toReversed(),
  empty: () => new Uint8Array(),
  'as many zeros': (signature) => new Uint8Array(signature.length),
  'random bytes': (signature, random) => randomBytes(random, signature.length),
} satisfies Readonly<Record<string, (signature: Uint8Array, random: Random) => Uint8Array>>;

/** Changes to the hex digits of a signature. */
export const TEXT_MUTATIONS = {
  'upper case': (hex) => hex.toUpperCase(),
  'mixed case': (hex, random) =>
    Array.from(hex, (digit) => (random.chance(0.5) ? digit.toUpperCase() : digit)).join(''),
  'half a byte': (hex) => hex.slice(0, -1),
  'no digit': (hex, random) => {
    const at = random.below(hex.length);
    return `${hex.slice(0, at)}${random.pick(['g', '-', '0x', '\u0660', '\uff11', 'é', '\0', '_'])}${hex.slice(at + 1)}`;
  },
  'in hex twice': (hex) => Buffer.from(hex).toString('hex'),
} satisfies Readonly<Record<string, (hex: string, random: Random) => string>>;
