/** What each code of a {@link KeyError} means. */
export const KEY_ERROR_CODES = {
  /** A private key was given where a public key belongs. */
  ERR_KEY_PRIVATE: 'A private key was given where a public key belongs.',
  /** A public key or a certificate was given where a private key belongs. */
  ERR_KEY_PUBLIC: 'A public key or a certificate was given where a private key belongs.',
  /** The file holds several keys, and nothing says which one is meant. */
  ERR_KEY_SEVERAL: 'The file holds several keys, and nothing says which one is meant.',
} as const;

/** Codes of a {@link KeyError}. */
export type KeyErrorCode = keyof typeof KEY_ERROR_CODES;
