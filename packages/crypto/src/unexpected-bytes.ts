import { CryptoError } from './crypto-error.ts';

/** The error for bytes of another kind than was asked for. */
export function unexpectedBytes(description: string, expected: string): CryptoError {
  return new CryptoError(`The bytes look like ${description}; expected ${expected}`, {
    code: 'ERR_KEY_FORMAT',
    details: { found: description, expected },
  });
}
