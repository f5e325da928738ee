import type { Field } from './field.ts';

/** What one module says about a check, and the members of its `details` that it has said all about. */
export interface Facts {
  readonly fields: readonly Field[];
  readonly covered: readonly string[];
}

/** Beside a list `x` that has only its first entries stands `xTotal`, the number of all. */
export const TOTAL = 'Total';
