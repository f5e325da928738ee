import { LayoutError, readExpiry as readLayoutExpiry } from '@intoto/layout';
import { parseExpires } from '@intoto/node';

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

/** What `--expires` says, which must not have passed. */
export function readFutureExpiry(text: string, now: Date): string {
  const expires = readExpiry(text, now);
  if (parseExpires(expires) <= now) throw new UsageError(`--expires ${text} is not in the future.`);
  return expires;
}
