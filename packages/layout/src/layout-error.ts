import { InTotoError } from '@intoto/encoding';

import type { LayoutErrorCode } from './error-codes.ts';

/** A layout, or what a layout is to be made of, that this package cannot work with. */
export class LayoutError extends InTotoError<LayoutErrorCode> {
  override readonly name = 'LayoutError';
}
