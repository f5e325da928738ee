import type { DigestAlgorithm } from '@intoto/crypto';
import type { KeyMaterial } from '@intoto/crypto/key-parts';

import { digestBytes } from './web-algorithms.ts';
import { hashName, subtle } from './web-crypto.ts';

/** OpenSSL verifies with no longer exponents where the modulus is longer than `SMALL_MODULUS_BYTES`. */
const MAX_EXPONENT_BYTES = 8;
const SMALL_MODULUS_BYTES = 384;

const TRAILER = 0xbc;

/**
 * The length of the salt in an RSA-PSS signature (RFC 8017, 9.1.2), which WebCrypto wants to be told. Found by raising the
 * signature to the public exponent and taking the padding off; only public values go in, so the time may tell of them.
 * This decides nothing: WebCrypto verifies with the length that comes out.
 *
 * @returns `undefined` where the signature cannot verify with any length.
 */
export async function findSaltLength(
  signature: Uint8Array,
  { modulus, exponent }: Extract<KeyMaterial, { type: 'rsa' }>,
  hash: DigestAlgorithm,
): Promise<number | undefined> {
  if (signature.length !== modulus.length) return undefined;
  if (modulus.length > SMALL_MODULUS_BYTES && exponent.length > MAX_EXPONENT_BYTES) return undefined;
  const n = toBigInt(modulus);
  const s = toBigInt(signature);
  if (s >= n) return undefined;
  const bits = bitLength(modulus) - 1;
  const encoded = toBytes(power(s, toBigInt(exponent), n), Math.ceil(bits / 8));
  const blockBytes = (encoded?.length ?? 0) - digestBytes(hash) - 1;
  if (encoded === undefined || blockBytes < 1 || encoded.at(-1) !== TRAILER) return undefined;
  const mask = await maskOf(encoded.subarray(blockBytes, -1), blockBytes, hash);
  const block = encoded.subarray(0, blockBytes).map((byte, index) => byte ^ (mask[index] ?? 0));
  const unused = encoded.length * 8 - bits;
  block[0] = (block[0] ?? 0) & (0xff >> unused);
  const separator = block.findIndex((byte) => byte !== 0);
  return separator !== -1 && block[separator] === 1 ? blockBytes - separator - 1 : undefined;
}

/** MGF1 (RFC 8017, B.2.1). */
async function maskOf(seed: Uint8Array, length: number, hash: DigestAlgorithm): Promise<Uint8Array> {
  const step = digestBytes(hash);
  const mask = new Uint8Array(length + step);
  for (let counter = 0; counter * step < length; counter += 1) {
    const input = Uint8Array.from([...seed, counter >>> 24, counter >>> 16, counter >>> 8, counter]);
    mask.set(new Uint8Array(await subtle().digest(hashName(hash), input)), counter * step);
  }
  return mask;
}

function bitLength(digits: Uint8Array): number {
  return digits.length * 8 - Math.clz32(digits[0] ?? 0) + 24;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x0${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

/** @returns `undefined` for a number that does not fit. */
function toBytes(value: bigint, size: number): Uint8Array | undefined {
  const hex = value.toString(16).padStart(2 * size, '0');
  if (hex.length > 2 * size) return undefined;
  return Uint8Array.from({ length: size }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}
