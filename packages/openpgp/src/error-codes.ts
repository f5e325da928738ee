/** What each code of an {@link OpenPgpError} means. */
export const OPENPGP_ERROR_CODES = {
  /** The bytes are not OpenPGP packets with a public key: something else, a private key, or a text that is damaged. */
  ERR_OPENPGP_FORMAT:
    'The bytes are not OpenPGP packets with a public key: something else, a private key, or a text that is damaged.',
  /** A packet of the key, or the signature, is cut short or malformed. */
  ERR_OPENPGP_PACKET: 'A packet of the key, or the signature, is cut short or malformed.',
  /** The main key or the signature has a version or an algorithm that in-toto does not know: it knows RSA, DSA and Ed25519 of version 4. */
  ERR_OPENPGP_UNSUPPORTED:
    'The main key or the signature has a version or an algorithm that in-toto does not know: it knows RSA, DSA and Ed25519 of version 4.',
  /** No key in the bytes has a fingerprint that ends in the id asked for. */
  ERR_OPENPGP_KEY_NOT_FOUND: 'No key in the bytes has a fingerprint that ends in the id asked for.',
  /** Several keys are in the bytes, and the id asked for does not tell which is meant. */
  ERR_OPENPGP_KEY_AMBIGUOUS: 'Several keys are in the bytes, and the id asked for does not tell which is meant.',
  /** The owner has revoked the key. */
  ERR_OPENPGP_KEY_REVOKED: 'The owner has revoked the key.',
  /** There are more bytes, or more signatures on a key, than allowed. */
  ERR_OPENPGP_LIMIT: 'There are more bytes, or more signatures on a key, than allowed.',
} as const;

/** The code of an {@link OpenPgpError}. */
export type OpenPgpErrorCode = keyof typeof OPENPGP_ERROR_CODES;
