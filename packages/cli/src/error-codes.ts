/** Codes that only the programs use. */
export const CLI_ERROR_CODES = {
  ERR_USAGE: 'The command line cannot be understood; the message says what is wrong. Exit status 2.',
  ERR_GPG_KEY_ID: 'A drop-in program was given a GPG key id that is not hexadecimal.',
  ERR_GPG_DSSE: 'GPG keys were asked to sign a DSSE envelope, which in-toto does not know.',
} as const;

/** Why a program refused its command line. */
export type CliErrorCode = keyof typeof CLI_ERROR_CODES;
