export { CLI_ERROR_CODES, type CliErrorCode } from './error-codes.ts';
export { VERSION } from './version.ts';
