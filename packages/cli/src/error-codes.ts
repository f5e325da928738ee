/** Codes that only the programs use. */
export const CLI_ERROR_CODES = {
  ERR_USAGE: 'The command line cannot be understood; the message says what is wrong. Exit status 2.',
  ERR_GPG_UNSUPPORTED: 'A drop-in program was asked to use a GPG key, which is not supported yet.',
} as const;

/** Why a program refused its command line. */
export type CliErrorCode = keyof typeof CLI_ERROR_CODES;
