import { CryptoError, type SignatureScheme } from '@intoto/crypto';
import { encodeEcdsaSignature } from '@intoto/crypto/key-parts';

import { webAlgorithm } from './web-algorithms.ts';
import { own, subtle } from './web-crypto.ts';
import { importPrivateKey } from './web-private-keys.ts';

export async function createWebSign(
  scheme: SignatureScheme,
  pkcs8: Uint8Array,
): Promise<(data: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>> {
  const key = await importPrivateKey(scheme, pkcs8);
  const algorithm = webAlgorithm(scheme);
  return async (data) => {
    try {
      const signature = new Uint8Array(await subtle().sign(algorithm, key, own(data)));
      return scheme.type === 'ecdsa' ? encodeEcdsaSignature(signature) : signature;
    } catch (cause) {
      throw new CryptoError('WebCrypto cannot sign with this key; its modulus may be too short for the scheme', {
        code: 'ERR_KEY_UNUSABLE',
        cause,
      });
    }
  };
}
