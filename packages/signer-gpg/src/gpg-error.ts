import { escapeUnprintable, InTotoError, type InTotoErrorOptions } from '@intoto/encoding';

import type { GpgErrorCode } from './error-codes.ts';

/** gpg could not be asked, or would not answer. */
export class GpgError extends InTotoError<GpgErrorCode> {
  override readonly name = 'GpgError';

  /** What gpg says may come from anywhere: what would disturb a terminal is escaped. */
  constructor(message: string, options: InTotoErrorOptions<GpgErrorCode>) {
    super(escapeUnprintable(message), options);
  }
}
