import { CryptoError } from './crypto-error.ts';
import type { CryptoBackend } from './interfaces.ts';

/**
 * A backend that is loaded when it is first asked for something, once: as the second one of {@link combineBackends} it
 * costs a download only where the first one cannot help. A load that failed is tried again by the next call.
 *
 * `createHasher` and `randomBytes` cannot wait and refuse with `ERR_CRYPTO_UNSUPPORTED`, loaded or not: load the backend
 * yourself where you need them.
 *
 * @param name - of the backend, for error messages.
 * @param load - e.g. `async () => (await import('@intoto/crypto-noble')).nobleBackend`
 */
export function lazyBackend(name: string, load: () => Promise<CryptoBackend>): CryptoBackend {
  let loaded: Promise<CryptoBackend> | undefined;
  const backend = (): Promise<CryptoBackend> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const refuse = (what: string): never => {
    throw new CryptoError(`The backend ${name} is loaded on demand and cannot ${what} at once`, {
      code: 'ERR_CRYPTO_UNSUPPORTED',
    });
  };
  return Object.freeze<CryptoBackend>({
    name,
    digest: async (algorithm, data) => (await backend()).digest(algorithm, data),
    createHasher: () => refuse('hash a stream'),
    createVerifier: async (scheme, spki) => (await backend()).createVerifier(scheme, spki),
    createSign: async (scheme, pkcs8) => (await backend()).createSign(scheme, pkcs8),
    derivePublicKey: async (pkcs8) => (await backend()).derivePublicKey(pkcs8),
    generateKey: async (scheme) => (await backend()).generateKey(scheme),
    decryptPbes2: async (parameters, data, password) => (await backend()).decryptPbes2(parameters, data, password),
    encryptPbes2: async (parameters, data, password) => (await backend()).encryptPbes2(parameters, data, password),
    randomBytes: () => refuse('make random bytes'),
  });
}
