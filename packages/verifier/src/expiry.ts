import { formatTime, type Layout, parseExpires } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';

/**
 * The layout must not have expired: `expires` is later than the time verified for (specification 5.2, step 2).
 * Without `expires` the Python reference assumes a month from now, whenever now is; `strict` refuses.
 */
export async function checkExpiry(evaluation: Evaluation, layout: Layout): Promise<void> {
  const { checks, now, profile } = evaluation;
  const at = formatTime(now);
  if (layout.expires === undefined) {
    if (profile === 'reference') {
      checks.passed('expiry', {}, 'The layout does not say when it expires; the reference takes it for valid.', { at });
      return;
    }
    checks.failed('expiry', (await loadWording()).describeNoExpiry(at));
    return;
  }
  if (parseExpires(layout.expires).getTime() > now.getTime()) {
    checks.passed('expiry', {}, `The layout is valid until ${layout.expires}.`, { expires: layout.expires, at });
    return;
  }
  checks.failed('expiry', (await loadWording()).describeExpired(layout.expires, at));
}
