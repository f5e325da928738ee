import { InTotoError, quoteText } from '@intoto/encoding';

import { quoteSome } from './wording.ts';

/** What each code of a {@link StepSelectionError} means. */
export const STEP_SELECTION_ERROR_CODES = {
  ERR_STEP_UNKNOWN: 'What is to be verified alone is no step of the layout.',
} as const;

/** The code of a {@link StepSelectionError}. */
export type StepSelectionErrorCode = keyof typeof STEP_SELECTION_ERROR_CODES;

/** A name that stands for no step of the layout; `details.step` is the name, `details.steps` those of the layout. */
export class StepSelectionError extends InTotoError<StepSelectionErrorCode> {
  override readonly name = 'StepSelectionError';

  /** @param isInspection - whether the layout has an inspection of the name. */
  constructor(step: string, isInspection: boolean, steps: readonly string[]) {
    const what = isInspection
      ? 'is an inspection, and those are run only where the whole chain is verified'
      : 'is no step of the layout';
    super(`${quoteText(step)} ${what}. Its steps are ${quoteSome(steps)}.`, {
      code: 'ERR_STEP_UNKNOWN',
      details: { step, steps },
    });
  }
}
