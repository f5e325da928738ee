import { createHash, randomBytes } from 'node:crypto';

import type { CryptoBackend, HashAlgorithm, Hasher } from '@intoto/crypto';

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
  createHasher,
  createVerifier: async (scheme, spki) => createNodeVerifier(scheme, spki),
  createSign: async (scheme, pkcs8) => createNodeSign(scheme, pkcs8),
  derivePublicKey: async (pkcs8) => derivePublicKey(pkcs8),
  generateKey,
  decryptPbes2,
  encryptPbes2,
  randomBytes: (length) => copy(randomBytes(length)),
});

/** OpenSSL's names, where they are others. */
const HASH_NAMES: Readonly<Partial<Record<HashAlgorithm, string>>> = {
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
};

function createHasher(algorithm: HashAlgorithm): Hasher {
  const hash = createHash(HASH_NAMES[algorithm] ?? algorithm);
  return {
    update: (chunk) => void hash.update(chunk),
    digest: () => copy(hash.digest()),
  };
}

/** A `Buffer` may be a view of a pool that others share; callers get bytes of their own. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
