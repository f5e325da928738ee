import { escapeUnprintable, InTotoError, type InTotoErrorOptions } from '@intoto/encoding';

import type { RunnerErrorCode } from './error-codes.ts';

/** A command could not be run, a link not be made or written, an inspection not be carried out. */
export class RunnerError extends InTotoError<RunnerErrorCode> {
  override readonly name = 'RunnerError';

  /** Names and words of unknown origin may stand in `message` as they are: what would disturb a terminal is escaped. */
  constructor(message: string, options: InTotoErrorOptions<RunnerErrorCode>) {
    super(escapeUnprintable(message), options);
  }
}
