import { InTotoError } from '@intoto/node';

import type { CliErrorCode } from './error-codes.ts';

/** `--gpg` was used in a way that cannot work. */
export class GpgUsageError extends InTotoError<Extract<CliErrorCode, `ERR_GPG_${string}`>> {
  override readonly name = 'GpgUsageError';
}
