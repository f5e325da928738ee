import type { AnyReport } from '@intoto/verifier';

import { listExpiries } from '../list-expiries.ts';
import { type Markup, tag } from '../markup.ts';

/** What expires when, the earliest first. */
export function expirySection(
  report: AnyReport,
  keyNames: ReadonlyMap<string, string> | undefined,
): Markup | undefined {
  const expiries = listExpiries(report, { keyNames });
  if (expiries.length === 0) return undefined;
  const rows = expiries.map(({ what, at, over }) =>
    tag('tr', {}, tag('td', { class: over ? 'failed' : undefined }, over ? `${at} (over)` : at), tag('td', {}, what)),
  );
  return tag(
    'section',
    { 'aria-labelledby': 'expiries' },
    tag('h2', { id: 'expiries' }, 'What expires when'),
    tag('div', { class: 'sheet table narrow-first' }, tag('table', {}, tag('tbody', {}, ...rows))),
  );
}
