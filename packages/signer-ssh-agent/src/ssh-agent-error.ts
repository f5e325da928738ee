import { InTotoError } from '@intoto/encoding';

import type { SshAgentErrorCode } from './error-codes.ts';

/** An ssh-agent that cannot be used, or not with the key that was asked for. */
export class SshAgentError extends InTotoError<SshAgentErrorCode> {
  override readonly name = 'SshAgentError';
}
