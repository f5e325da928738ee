import { formatTime, type Layout, parseExpires } from '@intoto/models';

import type { Report } from './finding.ts';

const DAY_MS = 86_400_000;

/** Whether the layout expires, and when. `expires` has the form of a time: whoever reads or makes a layout sees to that. */
export function lintExpiry({ expires }: Layout, at: Date | undefined, soonDays: number, report: Report): void {
  const place = { path: '/expires' };
  if (expires === undefined) {
    report('LINT_EXPIRY_MISSING', {
      place: { path: '' },
      message: 'The layout does not say when it expires: verification refuses it.',
      remedy: 'Give it an "expires", e.g. three months from now, and sign it again.',
    });
    return;
  }
  if (at === undefined) return;
  const left = parseExpires(expires).getTime() - at.getTime();
  if (left <= 0) {
    report('LINT_EXPIRED', {
      place,
      message: `The layout expired at ${expires}; it is looked at for ${formatTime(at)}.`,
      remedy: 'Give it a new "expires" and sign it again: in-toto layout renew.',
    });
  } else if (left < soonDays * DAY_MS) {
    report('LINT_EXPIRES_SOON', {
      place,
      message: `The layout expires at ${expires}, in less than ${Math.max(1, Math.ceil(left / DAY_MS))} days.`,
      remedy: 'Give it a new "expires" and sign it again: in-toto layout renew.',
    });
  }
}
