import { InTotoError } from '@intoto/encoding';

import type { ArtifactErrorCode } from './error-codes.ts';

/** Artifacts could not be recorded. `details` names the path, pattern, prefix or limit; `cause` is the system's error, if any. */
export class ArtifactError extends InTotoError<ArtifactErrorCode> {
  override readonly name = 'ArtifactError';
}
