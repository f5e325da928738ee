import type { DigestAlgorithm, SignatureScheme } from '@intoto/crypto';

import { hashName } from './web-crypto.ts';

/** Bytes of digests: a PSS salt is as long as one. */
export const DIGEST_BYTES: Readonly<Record<DigestAlgorithm, number>> = {
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** Parameters of `importKey` and `generateKey` for a scheme. */
export function keyAlgorithm(scheme: SignatureScheme): RsaHashedImportParams | EcKeyImportParams | Algorithm {
  switch (scheme.type) {
    case 'rsa':
      return { name: scheme.padding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: hashName(scheme.hash) };
    case 'ecdsa':
      return { name: 'ECDSA', namedCurve: scheme.curve };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return scheme satisfies never;
  }
}

/** Parameters of `sign` and `verify` for a scheme. */
export function signatureAlgorithm(
  scheme: SignatureScheme,
  saltLength: number,
): RsaPssParams | EcdsaParams | Algorithm {
  switch (scheme.type) {
    case 'rsa':
      return scheme.padding === 'pss' ? { name: 'RSA-PSS', saltLength } : { name: 'RSASSA-PKCS1-v1_5' };
    case 'ecdsa':
      return { name: 'ECDSA', hash: hashName(scheme.hash) };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return scheme satisfies never;
  }
}

/** The length of the salt in signatures that are made here: that of the digest. */
export function usualSaltLength(scheme: SignatureScheme): number {
  return scheme.type === 'rsa' ? DIGEST_BYTES[scheme.hash] : 0;
}
