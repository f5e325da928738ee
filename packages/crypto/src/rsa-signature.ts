/**
 * Whether an RSA signature is as long as the modulus and a number below it (RFC 8017, 5.2.2, 8.1.2, 8.2.2). Not every platform looks,
 * and a number above would be another form of the same signature.
 *
 * @param modulus - its digits, without leading zeros.
 */
export function isBelowModulus(signature: Uint8Array, modulus: Uint8Array): boolean {
  if (signature.length !== modulus.length) return false;
  const at = signature.findIndex((byte, index) => byte !== modulus[index]);
  return at !== -1 && (signature[at] ?? 0) < (modulus[at] ?? 0);
}
