import { quoteText } from '@intoto/encoding';
import type { InspectionRunner } from '@intoto/verifier';

import { describeCommand } from './command-words.ts';
import { RunnerError } from './runner-error.ts';

/**
 * Runs no inspection: a layout that has one fails with `ERR_INSPECTION_DENIED`, which tells a refusal from a runner
 * that was forgotten.
 */
export const denyInspections: InspectionRunner = {
  async inspect({ name, run }) {
    throw new RunnerError(
      `Inspection ${quoteText(name)} wants to run ${describeCommand(run)}, but inspections are refused here. Allow them if you trust the layout's author with this machine.`,
      { code: 'ERR_INSPECTION_DENIED', details: { name, run } },
    );
  },
};
