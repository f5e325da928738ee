import type { DigestAlgorithm, SignatureScheme } from '@intoto/crypto';

import { hashName } from './web-crypto.ts';

/** Parameters of every operation with a key of a scheme; each of them takes the members that it knows. */
export interface WebAlgorithm extends Algorithm {
  readonly hash?: string;
  readonly namedCurve?: string;
  readonly saltLength?: number;
}

/** Bytes of a digest: a PSS salt is as long as one. */
export function digestBytes(hash: DigestAlgorithm): number {
  return Number(hash.slice(3)) / 8;
}

/** What WebCrypto calls a scheme. */
export function webAlgorithm(scheme: SignatureScheme, saltLength: number = usualSaltLength(scheme)): WebAlgorithm {
  switch (scheme.type) {
    case 'rsa':
      return {
        name: scheme.padding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5',
        hash: hashName(scheme.hash),
        saltLength,
      };
    case 'ecdsa':
      return { name: 'ECDSA', hash: hashName(scheme.hash), namedCurve: scheme.curve };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return scheme satisfies never;
  }
}

/** The length of the salt in signatures that are made here: that of the digest. */
export function usualSaltLength(scheme: SignatureScheme): number {
  return scheme.type === 'rsa' ? digestBytes(scheme.hash) : 0;
}
