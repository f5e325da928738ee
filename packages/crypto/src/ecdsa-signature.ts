import { CryptoError } from './crypto-error.ts';
import { readDerSequence, readPositiveInteger } from './der.ts';
import { coordinateSize } from './elliptic-curves.ts';
import type { EcdsaCurve } from './interfaces.ts';

/**
 * Turns the ASN.1 DER `SEQUENCE { r INTEGER, s INTEGER }` of in-toto's ECDSA signatures into `r || s`, each as long as a
 * coordinate of the curve: for backends whose libraries use that form. As strict as OpenSSL.
 * @returns `undefined` for anything but the one DER encoding of two numbers above zero that fit: such a signature does
 * not verify.
 */
export function decodeEcdsaSignature(der: Uint8Array, curve: EcdsaCurve): Uint8Array<ArrayBuffer> | undefined {
  const size = coordinateSize(curve);
  const numbers = readNumbers(der);
  if (numbers.length !== 2 || numbers.some(({ length }) => length > size)) return undefined;
  const raw = new Uint8Array(2 * size);
  for (const [index, digits] of numbers.entries()) raw.set(digits, (index + 1) * size - digits.length);
  return raw;
}

function readNumbers(der: Uint8Array): readonly Uint8Array[] {
  try {
    return readDerSequence(der).map(readPositiveInteger);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return [];
  }
}
