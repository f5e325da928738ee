import { InTotoError } from '@intoto/encoding';

import { delegateMethods } from './delegate-methods.ts';
import type { CryptoBackend } from './interfaces.ts';

/**
 * A backend that asks `first`, and `second` for what the first one refuses with `ERR_CRYPTO_UNSUPPORTED`.
 * Random bytes come from `first`.
 */
export function combineBackends(first: CryptoBackend, second: CryptoBackend): CryptoBackend {
  return Object.freeze<CryptoBackend>({
    name: `${first.name}+${second.name}`,
    ...delegateMethods(async (ask) => {
      try {
        return await ask(first);
      } catch (error) {
        return isUnsupported(error) ? ask(second) : rethrow(error);
      }
    }),
    createHasher: (algorithm) => {
      try {
        return first.createHasher(algorithm);
      } catch (error) {
        return isUnsupported(error) ? second.createHasher(algorithm) : rethrow(error);
      }
    },
    randomBytes: (length) => first.randomBytes(length),
  });
}

function isUnsupported(error: unknown): boolean {
  return InTotoError.is(error) && error.code === 'ERR_CRYPTO_UNSUPPORTED';
}

function rethrow(error: unknown): never {
  throw error;
}
