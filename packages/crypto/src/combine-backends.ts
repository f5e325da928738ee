import { InTotoError } from '@intoto/encoding';

import type { CryptoBackend } from './interfaces.ts';

/**
 * A backend that asks `first`, and `second` for what the first one refuses with `ERR_CRYPTO_UNSUPPORTED`.
 * Random bytes come from `first`.
 */
export function combineBackends(first: CryptoBackend, second: CryptoBackend): CryptoBackend {
  const either = async <T>(ask: (backend: CryptoBackend) => Promise<T>): Promise<T> => {
    try {
      return await ask(first);
    } catch (error) {
      return isUnsupported(error) ? ask(second) : rethrow(error);
    }
  };
  return Object.freeze<CryptoBackend>({
    name: `${first.name}+${second.name}`,
    digest: (algorithm, data) => either((backend) => backend.digest(algorithm, data)),
    createHasher: (algorithm) => {
      try {
        return first.createHasher(algorithm);
      } catch (error) {
        return isUnsupported(error) ? second.createHasher(algorithm) : rethrow(error);
      }
    },
    createVerifier: (scheme, spki) => either((backend) => backend.createVerifier(scheme, spki)),
    createSign: (scheme, pkcs8) => either((backend) => backend.createSign(scheme, pkcs8)),
    derivePublicKey: (pkcs8) => either((backend) => backend.derivePublicKey(pkcs8)),
    generateKey: (scheme) => either((backend) => backend.generateKey(scheme)),
    decryptPbes2: (parameters, data, password) => either((backend) => backend.decryptPbes2(parameters, data, password)),
    encryptPbes2: (parameters, data, password) => either((backend) => backend.encryptPbes2(parameters, data, password)),
    randomBytes: (length) => first.randomBytes(length),
  });
}

function isUnsupported(error: unknown): boolean {
  return InTotoError.is(error) && error.code === 'ERR_CRYPTO_UNSUPPORTED';
}

function rethrow(error: unknown): never {
  throw error;
}
