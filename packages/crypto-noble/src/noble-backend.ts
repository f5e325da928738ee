import type { CryptoBackend } from '@intoto/crypto';

import { createHasher, digest } from './hashes.ts';
import { createNobleSign, createNobleVerifier, derivePublicKey, generateKey } from './noble-keys.ts';
import { unsupported } from './unsupported.ts';

/**
 * The backend in JavaScript: Ed25519 and ECDSA where the platform lacks them, and hashing of streams. An immutable value;
 * pass it wherever a `backend` is asked for, best as the second one of `combineBackends`: what the platform does itself is
 * 12 to 40 times faster.
 *
 * RSA and encrypted keys are refused with `ERR_CRYPTO_UNSUPPORTED`.
 */
export const nobleBackend: CryptoBackend = Object.freeze<CryptoBackend>({
  name: 'noble',
  digest: async (algorithm, data) => digest(algorithm, data),
  createHasher,
  createVerifier: createNobleVerifier,
  createSign: createNobleSign,
  derivePublicKey,
  generateKey,
  decryptPbes2: async () => unsupported('encrypted keys'),
  encryptPbes2: async () => unsupported('encrypted keys'),
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
});
