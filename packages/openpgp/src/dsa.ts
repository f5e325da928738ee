import { decodeDsaSignature } from './dsa-signature.ts';
import { bitLength, type KeyNumbers } from './key-numbers.ts';
import { inverse, power, toNumber } from './modular.ts';

/** DSA (FIPS 186-4, 4.7), which neither WebCrypto nor noble has. All numbers are public. */
export function verifyDsa(
  { p, q, g, y }: Extract<KeyNumbers, { type: 'dsa' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const decoded = decodeDsaSignature(signature);
  if (decoded === undefined || p % 2n === 0n) return false;
  const [r, s] = [toNumber(decoded.r), toNumber(decoded.s)];
  const w = r < q && s < q ? inverse(s, q) : undefined;
  if (w === undefined) return false;
  // As many bits as q has, from the left.
  const hash = toNumber(digest.subarray(0, bitLength(q) / 8));
  const v = (power(g, (hash * w) % q, p) * power(y, (r * w) % q, p)) % p;
  return v % q === r;
}
