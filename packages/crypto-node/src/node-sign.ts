import { constants, type KeyObject, sign } from 'node:crypto';

import { CryptoError, type SignatureScheme } from '@intoto/crypto';

import { importPrivateKey } from './node-keys.ts';

export function createNodeSign(
  scheme: SignatureScheme,
  pkcs8: Uint8Array,
): (data: Uint8Array) => Promise<Uint8Array<ArrayBuffer>> {
  const key = importPrivateKey(scheme, pkcs8);
  return async (data) => {
    try {
      return new Uint8Array(signOne(scheme, key, data));
    } catch (cause) {
      // The scheme fits the key; what remains is an RSA modulus too short for digest and padding.
      throw new CryptoError('OpenSSL cannot sign with this key; its modulus may be too short for the scheme', {
        code: 'ERR_KEY_UNUSABLE',
        cause,
      });
    }
  };
}

function signOne(scheme: SignatureScheme, key: KeyObject, data: Uint8Array): Uint8Array {
  switch (scheme.type) {
    case 'rsa':
      if (scheme.padding === 'pkcs1') return sign(scheme.hash, data, { key, padding: constants.RSA_PKCS1_PADDING });
      return sign(scheme.hash, data, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
    case 'ecdsa':
      return sign(scheme.hash, data, { key, dsaEncoding: 'der' });
    case 'ed25519':
      return sign(null, data, key);
    default:
      return scheme satisfies never;
  }
}
