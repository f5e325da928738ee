import { InTotoError } from '@intoto/node';

/** A command line that cannot be understood. Programs exit with status 2. */
export class UsageError extends InTotoError<'ERR_USAGE'> {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, { code: 'ERR_USAGE' });
  }
}
