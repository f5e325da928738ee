import type { EncodingErrorCode } from './error-codes.ts';
import { InTotoError } from './errors.ts';

/** Text or bytes that are not in the encoding they should be in. `details.offset` is the first place that is wrong. */
export class EncodingError extends InTotoError<EncodingErrorCode> {
  override readonly name = 'EncodingError';
}
