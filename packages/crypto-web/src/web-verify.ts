import { type SignatureScheme, type Verifier } from '@intoto/crypto';
import { decodeEcdsaSignature, hasSmallOrder, isBelowModulus, type KeyMaterial } from '@intoto/crypto/key-parts';

import { usualSaltLength, webAlgorithm } from './web-algorithms.ts';
import { own, subtle } from './web-crypto.ts';
import { importPublicKey } from './web-keys.ts';

export async function createWebVerifier(scheme: SignatureScheme, spki: Uint8Array): Promise<Verifier> {
  const { key, material } = await importPublicKey(scheme, spki);
  return { verify: (data, signature) => verify(scheme, key, material, own(data), own(signature)) };
}

async function verify(
  scheme: SignatureScheme,
  key: CryptoKey,
  material: KeyMaterial,
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = scheme.type === 'ecdsa' ? decodeEcdsaSignature(signature, scheme.curve) : signature;
  if (raw === undefined || (material.type === 'rsa' && !isBelowModulus(raw, material.modulus))) return false;
  // Engines are told to look, and not all do.
  if (material.type === 'ed25519' && (hasSmallOrder(material.point) || hasSmallOrder(raw.subarray(0, 32))))
    return false;
  const usual = usualSaltLength(scheme);
  if (await verifyRaw(scheme, usual, key, raw, data)) return true;
  if (scheme.type !== 'rsa' || scheme.padding !== 'pss' || material.type !== 'rsa') return false;
  // Other signers choose other lengths. That is rare, so what finds them out is loaded when it is needed.
  const { findSaltLength } = await import('./pss-salt-length.ts');
  const saltLength = await findSaltLength(raw, material, scheme.hash);
  if (saltLength === undefined || saltLength === usual) return false;
  return verifyRaw(scheme, saltLength, key, raw, data);
}

async function verifyRaw(
  scheme: SignatureScheme,
  saltLength: number,
  key: CryptoKey,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    return await subtle().verify(webAlgorithm(scheme, saltLength), key, signature, data);
  } catch {
    // The key was fit to be imported, so it is the signature, or a modulus too short for the digest and the salt.
    return false;
  }
}
