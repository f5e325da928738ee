export { createGpgSigner, type GpgSignerOptions } from './create-gpg-signer.ts';
export { GPG_ERROR_CODES, type GpgErrorCode } from './error-codes.ts';
export { exportGpgKey, type ExportGpgKeyOptions } from './export-gpg-key.ts';
export { GpgError } from './gpg-error.ts';
export type { GpgOptions } from './gpg-options.ts';
