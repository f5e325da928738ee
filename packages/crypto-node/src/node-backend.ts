import { createHash, randomBytes } from 'node:crypto';

import type { CryptoBackend } from '@intoto/crypto';

import { derivePublicKey, generateKey } from './node-keys.ts';
import { createNodeSign } from './node-sign.ts';
import { createNodeVerifier } from './node-verify.ts';
import { decryptPbes2, encryptPbes2 } from './pbes2.ts';

/**
 * The backend on `node:crypto`: every scheme that `@intoto/crypto` names, at native speed.
 * An immutable value; pass it wherever a `backend` is asked for.
 */
export const nodeBackend: CryptoBackend = Object.freeze<CryptoBackend>({
  name: 'node',
  digest: async (algorithm, data) => copy(createHash(algorithm).update(data).digest()),
  createHasher: (algorithm) => {
    const hash = createHash(algorithm);
    return {
      update: (chunk) => void hash.update(chunk),
      digest: () => copy(hash.digest()),
    };
  },
  createVerifier: async (scheme, spki) => createNodeVerifier(scheme, spki),
  createSign: async (scheme, pkcs8) => createNodeSign(scheme, pkcs8),
  derivePublicKey: async (pkcs8) => derivePublicKey(pkcs8),
  generateKey,
  decryptPbes2,
  encryptPbes2,
  randomBytes: (length) => copy(randomBytes(length)),
});

/** A `Buffer` may be a view of a pool that others share; callers get bytes of their own. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
