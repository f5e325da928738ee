import { InTotoError } from '@intoto/encoding';

import type { CryptoErrorCode } from './error-codes.ts';

/** A key that cannot be read or used, or an algorithm that nobody here knows. Never carries key material. */
export class CryptoError extends InTotoError<CryptoErrorCode> {
  override readonly name = 'CryptoError';
}
