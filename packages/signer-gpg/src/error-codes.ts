/** What each code of a {@link GpgError} means. */
export const GPG_ERROR_CODES = {
  ERR_GPG_NOT_FOUND: 'There is no gpg: neither the program that GNUPG names, nor gpg2, nor gpg.',
  ERR_GPG_START: 'The operating system did not start gpg, for a reason of its own.',
  ERR_GPG_FAILED: 'gpg failed; the message has the last line it said, `details.stderr` more of them.',
  ERR_GPG_TIMEOUT: 'gpg took longer than allowed and was ended: perhaps nobody entered a passphrase or touched a card.',
  ERR_GPG_OUTPUT: 'gpg wrote more than a signature or a key can have.',
  ERR_GPG_KEY_NOT_FOUND: 'The keyring has no public key of that id.',
} as const;

/** The code of a {@link GpgError}. */
export type GpgErrorCode = keyof typeof GPG_ERROR_CODES;
