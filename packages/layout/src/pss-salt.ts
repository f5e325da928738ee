import { type CryptoBackend, type DigestAlgorithm, keyMaterialId } from '@intoto/crypto';
import { decodeHex, encodeHex } from '@intoto/encoding';
import type { PublicKey } from '@intoto/models';

/** Of nearly every RSA key. */
const EXPONENT = 65_537n;

/**
 * How long the salt of an RSA-PSS signature is (RFC 8017, section 9.1.2), for one that verifies.
 *
 * @returns `undefined` where the key is not an RSA key, or has another exponent than 65537
 */
export async function readSaltLength(
  key: PublicKey,
  signature: Uint8Array,
  hash: DigestAlgorithm,
  backend: CryptoBackend,
): Promise<number | undefined> {
  const [type, hex = ''] = keyMaterialId(key).split(':');
  if (type !== 'rsa' || !/^[0-9a-f]+$/u.test(hex)) return undefined;
  const modulus = BigInt(`0x${hex}`);
  const bits = modulus.toString(2).length;
  const message = power(BigInt(`0x${encodeHex(signature) || '0'}`), modulus);
  const length = Math.ceil((bits - 1) / 8);
  const encoded = decodeHex(message.toString(16).padStart(length * 2, '0'));
  const digestLength = (await backend.digest(hash, new Uint8Array())).length;
  const maskedLength = length - digestLength - 1;
  if (encoded.length !== length || maskedLength < 1 || encoded.at(-1) !== 0xbc) return undefined;
  const mask = await generateMask(encoded.subarray(maskedLength, -1), maskedLength, hash, backend);
  const block = encoded.subarray(0, maskedLength).map((byte, index) => byte ^ (mask[index] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - (bits - 1)));
  const one = block.findIndex((byte) => byte !== 0);
  return block[one] === 1 ? maskedLength - one - 1 : undefined;
}

function power(base: bigint, modulus: bigint): bigint {
  let result = base % modulus;
  for (let bit = EXPONENT.toString(2).length - 1; bit > 0; bit -= 1) result = (result * result) % modulus;
  // 65537 is 2^16 + 1.
  return (result * (base % modulus)) % modulus;
}

/** MGF1. */
async function generateMask(
  seed: Uint8Array,
  length: number,
  hash: DigestAlgorithm,
  backend: CryptoBackend,
): Promise<Uint8Array> {
  const mask: number[] = [];
  for (let counter = 0; mask.length < length; counter += 1) {
    mask.push(...(await backend.digest(hash, Uint8Array.of(...seed, 0, 0, counter >> 8, counter & 0xff))));
  }
  return Uint8Array.from(mask.slice(0, length));
}
