import type { CryptoBackend, DigestAlgorithm } from '@intoto/crypto';

import { concat, fromBigInt, toBigInt } from './bytes.ts';
import { readRsaNumbers } from './public-key.ts';

/**
 * The length of the salt in an RSA-PSS signature (RFC 8017, 9.1.2) whose mask was made with the same hash; `undefined` where it
 * cannot be read.
 */
export async function readSaltLength(
  signature: Uint8Array,
  spki: Uint8Array,
  { hash, backend }: { readonly hash: DigestAlgorithm; readonly backend: Pick<CryptoBackend, 'digest'> },
): Promise<number | undefined> {
  const { modulus, exponent } = readRsaNumbers(spki);
  const bits = modulus.toString(2).length - 1;
  const length = Math.ceil(bits / 8);
  const opened = power(toBigInt(signature), exponent, modulus);
  if (opened.toString(2).length > 8 * length) return undefined;
  const encoded = fromBigInt(opened, length);
  const digestBytes = Number(hash.slice(3)) / 8;
  const masked = encoded.subarray(0, length - digestBytes - 1);
  const mask = await maskOf(encoded.subarray(masked.length, -1), masked.length, hash, backend);
  const unused = 8 * length - bits;
  const block = masked.map((byte, index) => (byte ^ (mask[index] ?? 0)) & (index === 0 ? 0xff >> unused : 0xff));
  const separator = block.findIndex((byte) => byte !== 0);
  return encoded.at(-1) === 0xbc && block[separator] === 1 ? block.length - separator - 1 : undefined;
}

/** MGF1. */
async function maskOf(
  seed: Uint8Array,
  length: number,
  hash: DigestAlgorithm,
  backend: Pick<CryptoBackend, 'digest'>,
): Promise<Uint8Array> {
  let mask: Uint8Array = new Uint8Array();
  for (let counter = 0; mask.length < length; counter++)
    mask = concat(mask, await backend.digest(hash, concat(seed, fromBigInt(BigInt(counter), 4))));
  return mask.subarray(0, length);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
