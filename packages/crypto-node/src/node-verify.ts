import { constants, type KeyObject, verify } from 'node:crypto';

import type { SignatureScheme, Verifier } from '@intoto/crypto';
import { isBelowModulus } from '@intoto/crypto/key-parts';

import { importPublicKey } from './node-keys.ts';

export function createNodeVerifier(scheme: SignatureScheme, spki: Uint8Array): Verifier {
  const key = importPublicKey(scheme, spki);
  const modulus = scheme.type === 'rsa' ? Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url') : undefined;
  return {
    async verify(data, signature) {
      if (modulus !== undefined && !isBelowModulus(signature, modulus)) return false;
      return verifyOne(scheme, key, data, signature);
    },
  };
}

function verifyOne(scheme: SignatureScheme, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  switch (scheme.type) {
    case 'rsa':
      if (scheme.padding === 'pkcs1')
        return verify(scheme.hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
      // MGF1 hashes with the message's algorithm unless told otherwise.
      return verify(
        scheme.hash,
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
        signature,
      );
    case 'ecdsa':
      return verify(scheme.hash, data, { key, dsaEncoding: 'der' }, signature);
    case 'ed25519':
      return verify(null, data, key, signature);
    default:
      return scheme satisfies never;
  }
}
