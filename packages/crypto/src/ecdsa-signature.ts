import { encodeDer, encodeDerInteger } from './der.ts';

/**
 * The ASN.1 DER form of an ECDSA signature, which in-toto wants (RFC 3279, 2.2.3), from the form that tokens, agents and
 * WebCrypto give: `r` and `s`, most significant byte first, each as long as the curve's coordinates (IEEE P1363).
 *
 * @throws TypeError for an odd number of bytes, or none.
 * @example
 * ```ts
 * import { encodeEcdsaSignature } from '@intoto/crypto';
 *
 * console.log(encodeEcdsaSignature(Uint8Array.of(0, 5, 0x80, 0))); // 48, 8, 2, 1, 5, 2, 3, 0, 128, 0
 * ```
 */
export function encodeEcdsaSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  if (raw.length === 0 || raw.length % 2 !== 0) throw new TypeError('raw must be r and s of the same length');
  const half = raw.length / 2;
  return encodeDer('sequence', encodeNumber(raw.subarray(0, half)), encodeNumber(raw.subarray(half)));
}

function encodeNumber(digits: Uint8Array): Uint8Array {
  const first = digits.findIndex((digit) => digit !== 0);
  return encodeDerInteger(first === -1 ? 0 : digits.subarray(first));
}
