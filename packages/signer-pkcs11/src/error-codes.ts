/** What each code of a {@link Pkcs11Error} means. */
export const PKCS11_ERROR_CODES = {
  ERR_PKCS11_URI: 'The text is no pkcs11: URI (RFC 7512) as this package reads it; the message says what is wrong.',
  ERR_PKCS11_PIN_IN_URI:
    'The URI holds a PIN, which is thereby in the list of processes and in the history of the shell.',
  ERR_PKCS11_PIN_SOURCE:
    'The place that the URI names for the PIN cannot be read, or is of a kind that is not supported.',
  ERR_PKCS11_PLATFORM: 'The library through which PKCS#11 modules are called has no build for this machine.',
  ERR_PKCS11_MODULE_NOT_FOUND: 'No PKCS#11 module is named, or there is no such file.',
  ERR_PKCS11_MODULE_UNUSABLE: 'The file is no PKCS#11 module for this machine, or it cannot be initialized.',
  ERR_PKCS11_TOKEN_NOT_FOUND: 'No token that is plugged in fits what was asked for.',
  ERR_PKCS11_TOKEN_AMBIGUOUS: 'More than one token fits what was asked for.',
  ERR_PKCS11_TOKEN_GONE: 'The token was unplugged or reset; the signer is of no more use.',
  ERR_PKCS11_KEY_NOT_FOUND: 'The token has no private key that fits what was asked for.',
  ERR_PKCS11_KEY_AMBIGUOUS: 'More than one private key on the token fits what was asked for.',
  ERR_PKCS11_PUBLIC_KEY: 'The token has the private key, but not the public key that goes with it.',
  ERR_PKCS11_PIN_NEEDED: 'The token wants a PIN, and none was given.',
  ERR_PKCS11_PIN_WRONG: 'The token refused the PIN. It was tried once.',
  ERR_PKCS11_PIN_LOCKED: 'The PIN is locked after too many wrong ones; only the security officer can unlock it.',
  ERR_PKCS11_SIGNATURE: 'The signature that the token made does not verify with the public key.',
  ERR_PKCS11_FAILED: 'The token or its module failed; `details.reason` is the name or number of its answer (CKR_…).',
} as const;

/** Why a PKCS#11 token could not be used to sign. */
export type Pkcs11ErrorCode = keyof typeof PKCS11_ERROR_CODES;
