import { CryptoError } from './crypto-error.ts';
import { delegateMethods } from './delegate-methods.ts';
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
    ...delegateMethods(async (ask) => ask(await backend())),
    createHasher: () => refuse('hash a stream'),
    randomBytes: () => refuse('make random bytes'),
  });
}
