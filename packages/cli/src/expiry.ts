import { LayoutError, readExpiry as readLayoutExpiry } from '@intoto/layout';

import { UsageError } from './usage-error.ts';

/** What `--expires` says, as a layout spells it: see `readExpiry` of `@intoto/layout`. */
export function readExpiry(text: string, now: Date): string {
  try {
    return readLayoutExpiry(text, now);
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    throw new UsageError(`--expires ${error.message}`);
  }
}
