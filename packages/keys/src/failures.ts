import { CryptoError } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';

/** A file of a known kind that does not keep to its format. */
export function malformed(what: string, reason: string, cause?: unknown): CryptoError {
  return new CryptoError(`The ${what} is malformed: ${reason}`, {
    code: 'ERR_KEY_FORMAT',
    details: { reason },
    cause,
  });
}

/** A key that can be read and not be used. */
export function unusable(reason: string): CryptoError {
  return new CryptoError(reason, { code: 'ERR_KEY_UNUSABLE' });
}

/** A key of an algorithm that in-toto has no scheme for. */
export function unsupported(what: string): CryptoError {
  return new CryptoError(`The key is of an algorithm that in-toto has no scheme for: ${what}`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { what },
  });
}

/** A private key whose encryption nobody here knows. */
export function unsupportedEncryption(what: string, remedy: string): CryptoError {
  return new CryptoError(`The private key is encrypted with ${what}, which is not supported; ${remedy}`, {
    code: 'ERR_KEY_ENCRYPTION',
    details: { what },
  });
}

/** A private key that it would take too long to decrypt. */
export function tooCostly(what: string, limit: string): CryptoError {
  return new CryptoError(`The private key is encrypted with ${what}; ${limit}`, {
    code: 'ERR_KEY_ENCRYPTION',
    details: { what, limit },
  });
}

/** What was decrypted is no key. */
export function wrongPassword(cause?: unknown): CryptoError {
  return new CryptoError('The password does not decrypt the private key', { code: 'ERR_KEY_PASSWORD', cause });
}

/** Reads what was decrypted: bytes that are no key come from a wrong password. */
export async function readDecrypted<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (InTotoError.is(cause) && cause.code !== 'ERR_KEY_FORMAT') throw cause;
    throw wrongPassword(cause);
  }
}
