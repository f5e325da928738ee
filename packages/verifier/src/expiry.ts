import { formatTime, type Layout, parseExpires } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';

/**
 * The layout must not have expired: `expires` is later than the time verified for (specification 5.2, step 2).
 * Without `expires` the Python reference assumes a month from now, whenever now is; `strict` refuses.
 */
export function checkExpiry(evaluation: Evaluation, layout: Layout): void {
  const { checks, now, profile } = evaluation;
  const at = formatTime(now);
  if (layout.expires === undefined) {
    if (profile === 'reference') {
      checks.passed('expiry', {}, 'The layout does not say when it expires; the reference takes it for valid.', { at });
      return;
    }
    checks.failed('expiry', {
      code: 'ERR_LAYOUT_NO_EXPIRY',
      message: 'The layout does not say when it expires, so it would be valid for ever.',
      remedy: 'Have the layout signed again with a date in "expires".',
      details: { at },
    });
    return;
  }
  const details = { expires: layout.expires, at };
  if (parseExpires(layout.expires).getTime() > now.getTime()) {
    checks.passed('expiry', {}, `The layout is valid until ${layout.expires}.`, details);
    return;
  }
  checks.failed('expiry', {
    code: 'ERR_LAYOUT_EXPIRED',
    message: `The layout expired at ${layout.expires}; it is verified for ${at}.`,
    remedy:
      'Get a newer layout from the project owner; if this one is the newest, have it signed again with a later date.',
    details,
  });
}
