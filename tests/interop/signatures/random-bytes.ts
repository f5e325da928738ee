import type { Random } from '../differential/random.ts';

export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(random.several(length, length, () => random.below(256)));
}

/** A number from 1 to less than `end`. */
export function randomBigInt(random: Random, end: bigint): bigint {
  const bytes = randomBytes(random, Math.ceil(end.toString(16).length / 2) + 8);
  return (BigInt(`0x${bytes.toString('hex')}`) % (end - 1n)) + 1n;
}
