import { joinBytes } from './join-bytes.ts';
import type { KeyNumbers } from './key-numbers.ts';
import { power, toNumber } from './modular.ts';

/** DigestInfo of SHA-1 up to the digest (RFC 8017, 9.2). */
const SHA1_PREFIX = Uint8Array.of(
  0x30,
  0x21,
  0x30,
  0x09,
  0x06,
  0x05,
  0x2b,
  0x0e,
  0x03,
  0x02,
  0x1a,
  0x05,
  0x00,
  0x04,
  0x14,
);

/** Padding must have 8 bytes at least (RFC 8017, 9.2). */
const MIN_PADDING_BYTES = 8;

/**
 * RSASSA-PKCS1-v1_5 with SHA-1, which no backend has to have: old self-signatures are made with it.
 * @param signature - as long as the modulus
 */
export function verifyRsaSha1(
  { n, e }: Extract<KeyNumbers, { type: 'rsa' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const number = toNumber(signature);
  const paddingBytes = signature.length - SHA1_PREFIX.length - digest.length - 3;
  if (number >= n || paddingBytes < MIN_PADDING_BYTES) return false;
  const padding = new Uint8Array(paddingBytes).fill(0xff);
  const expected = joinBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), SHA1_PREFIX, digest);
  return power(number, e, n) === toNumber(expected);
}
