/** What each code of a {@link CryptoError} means. */
export const CRYPTO_ERROR_CODES = {
  /** The key type, scheme, curve or algorithm is not one that this package or the given backend can handle. */
  ERR_CRYPTO_UNSUPPORTED:
    'The key type, scheme, curve or algorithm is not one that this package or the given backend can handle.',
  /** The bytes are not a key of the expected kind in a format this package reads. */
  ERR_KEY_FORMAT: 'The bytes are not a key of the expected kind in a format this package reads.',
  /** The key cannot be used with its scheme: wrong type, wrong curve, malformed or too large. */
  ERR_KEY_UNUSABLE: 'The key cannot be used with its scheme: wrong type, wrong curve, malformed or too large.',
  /** The password does not decrypt the private key, or the encrypted key is damaged. */
  ERR_KEY_PASSWORD: 'The password does not decrypt the private key, or the encrypted key is damaged.',
  /** The private key is encrypted and no password was given. */
  ERR_KEY_PASSWORD_NEEDED: 'The private key is encrypted and no password was given.',
  /** A password was given for a private key that is not encrypted. */
  ERR_KEY_NOT_ENCRYPTED: 'A password was given for a private key that is not encrypted.',
  /** The private key is encrypted in a way that is not supported or costs too much to decrypt. */
  ERR_KEY_ENCRYPTION: 'The private key is encrypted in a way that is not supported or costs too much to decrypt.',
  /** The private key is encrypted in the traditional PEM style of OpenSSL (DEK-Info). */
  ERR_KEY_LEGACY_ENCRYPTION: 'The private key is encrypted in the traditional PEM style of OpenSSL (DEK-Info).',
} as const;

/** Codes of a {@link CryptoError}. */
export type CryptoErrorCode = keyof typeof CRYPTO_ERROR_CODES;

/** Why a signature did not count; the codes of {@link CRYPTO_ERROR_CODES} that say it too are about the key. */
export const SIGNATURE_CODES = {
  /** The metadata has no signature that names the key. */
  ERR_SIGNATURE_MISSING: 'The metadata has no signature that names the key.',
  /** The signature that names the key does not verify. */
  ERR_SIGNATURE_INVALID: 'The signature that names the key does not verify.',
  /** The signature that names the key is not hex. */
  ERR_SIGNATURE_ENCODING: 'The signature that names the key is not hex.',
  /** The signature that names the key is not in the form that such keys sign in, or not one that GnuPG makes over metadata. */
  ERR_SIGNATURE_FORMAT:
    'The signature that names the key is not in the form that such keys sign in, or not one that GnuPG makes over metadata.',
  /** The OpenPGP signature is valid no longer, by its own word or since its main key has expired; the reference looks at neither. */
  ERR_SIGNATURE_EXPIRED:
    'The OpenPGP signature is valid no longer, by its own word or since its main key has expired; the reference looks at neither.',
  /** The OpenPGP key that signed has expired at the time verified for. */
  ERR_KEY_EXPIRED: 'The OpenPGP key that signed has expired at the time verified for.',
} as const;

/** Codes of {@link SIGNATURE_CODES}. */
export type SignatureCode = keyof typeof SIGNATURE_CODES;
