import { type EcdsaCurve } from '@intoto/crypto';
import { decodeEcdsaSignature, encodeEcdsaSignature } from '@intoto/crypto/key-parts';
import { p256, p384, p521 } from '@noble/curves/nist.js';

/** Each hashes with the function that in-toto's scheme for it names. */
const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

/** @returns whether the bytes are a point on the curve. */
export function isPoint(curve: EcdsaCurve, point: Uint8Array): boolean {
  return CURVES[curve].utils.isValidPublicKey(point, false);
}

/** @returns whether the bytes are a number from 1 to below the order. */
export function isSecret(curve: EcdsaCurve, secret: Uint8Array): boolean {
  return CURVES[curve].utils.isValidSecretKey(secret);
}

export function verifyEcdsa(curve: EcdsaCurve, point: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const raw = decodeEcdsaSignature(signature, curve);
  if (raw === undefined) return false;
  try {
    return CURVES[curve].verify(raw, data, point, { lowS: false });
  } catch {
    // Zero, or a number as large as the order.
    return false;
  }
}

export function signEcdsa(curve: EcdsaCurve, secret: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeEcdsaSignature(CURVES[curve].sign(data, secret, { lowS: false }));
}

export const deriveEcdsa = (curve: EcdsaCurve, secret: Uint8Array): Uint8Array =>
  CURVES[curve].getPublicKey(secret, false);
export const generateEcdsa = (curve: EcdsaCurve): Uint8Array => CURVES[curve].utils.randomSecretKey();
