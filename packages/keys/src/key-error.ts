import { InTotoError } from '@intoto/encoding';

import type { KeyErrorCode } from './error-codes.ts';

/** A file that holds another key than was asked for. Never carries key material. */
export class KeyError extends InTotoError<KeyErrorCode> {
  override readonly name = 'KeyError';
}
