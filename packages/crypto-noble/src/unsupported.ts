import { CryptoError } from '@intoto/crypto';

/** Refuses what another backend has to do. */
export function unsupported(what: string): never {
  throw new CryptoError(`The noble backend has no ${what}`, { code: 'ERR_CRYPTO_UNSUPPORTED' });
}
