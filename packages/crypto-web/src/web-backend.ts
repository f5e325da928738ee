import type { CryptoBackend } from '@intoto/crypto';

import { decryptPbes2, encryptPbes2 } from './pbes2.ts';
import { hashName, own, subtle, unsupported } from './web-crypto.ts';
import { derivePublicKey, generateKey } from './web-keys.ts';
import { createWebSign } from './web-sign.ts';
import { createWebVerifier } from './web-verify.ts';

/**
 * The backend on WebCrypto: windows, workers and service workers of browsers, Node, and what else has `crypto.subtle`.
 * An immutable value; pass it wherever a `backend` is asked for.
 *
 * It lacks SHA-224, scrypt and hashing of streams, AES-192 in Chromium, and Ed25519 or P-521 in some browsers. What is
 * missing is refused with `ERR_CRYPTO_UNSUPPORTED`, so that `combineBackends` can ask another backend.
 */
export const webBackend: CryptoBackend = Object.freeze<CryptoBackend>({
  name: 'web',
  digest: async (algorithm, data) => new Uint8Array(await subtle().digest(hashName(algorithm), own(data))),
  createHasher: () => unsupported('hashing of streams'),
  createVerifier: createWebVerifier,
  createSign: createWebSign,
  derivePublicKey,
  generateKey,
  decryptPbes2,
  encryptPbes2,
  // In pages without a secure context too.
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
});
