import { encodeDer, encodeDerInteger } from './der.ts';

/** The inverse of {@link decodeEcdsaSignature}: the DER of `r || s`, two numbers of the same length. */
export function encodeEcdsaSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  return encodeDer('sequence', encodeNumber(raw.subarray(0, half)), encodeNumber(raw.subarray(half)));
}

function encodeNumber(digits: Uint8Array): Uint8Array<ArrayBuffer> {
  // Of zero, this leaves the last digit.
  return encodeDerInteger(digits.subarray(digits.findIndex((byte) => byte !== 0)));
}
