import type { CryptoBackend } from '@intoto/crypto';

import type * as privateKeys from './private-keys.ts';
import { hashName, own, subtle, unsupported } from './web-crypto.ts';
import { createWebVerifier } from './web-verify.ts';

/**
 * The backend on WebCrypto: windows, workers and service workers of browsers, Node, and what else has `crypto.subtle`.
 * An immutable value; pass it wherever a `backend` is asked for.
 *
 * It lacks SHA-224, scrypt and hashing of streams, AES-192 in Chromium, and Ed25519 or P-521 in some browsers. What is
 * missing is refused with `ERR_CRYPTO_UNSUPPORTED`, so that `combineBackends` can ask another backend.
 *
 * What private keys need is loaded when one is used, with `import()`: pages that only verify do without it.
 */
export const webBackend: CryptoBackend = Object.freeze<CryptoBackend>({
  name: 'web',
  digest: async (algorithm, data) => new Uint8Array(await subtle().digest(hashName(algorithm), own(data))),
  createHasher: () => unsupported('hashing of streams'),
  createVerifier: createWebVerifier,
  // Bytes are copied before anything is waited for: their owner may change them meanwhile.
  createSign: async (scheme, pkcs8) => {
    const copy = own(pkcs8);
    return (await loadPrivateKeys()).createWebSign(scheme, copy);
  },
  derivePublicKey: async (pkcs8) => {
    const copy = own(pkcs8);
    return (await loadPrivateKeys()).derivePublicKey(copy);
  },
  generateKey: async (scheme) => (await loadPrivateKeys()).generateKey(scheme),
  decryptPbes2: async (parameters, ciphertext, password) => {
    const copies = [own(ciphertext), own(password)] as const;
    return (await loadPrivateKeys()).decryptPbes2(parameters, ...copies);
  },
  encryptPbes2: async (parameters, plaintext, password) => {
    const copies = [own(plaintext), own(password)] as const;
    return (await loadPrivateKeys()).encryptPbes2(parameters, ...copies);
  },
  // In pages without a secure context too.
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
});

function loadPrivateKeys(): Promise<typeof privateKeys> {
  return import('./private-keys.ts');
}
