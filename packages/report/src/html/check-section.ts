import type { AnyReport } from '@intoto/verifier';

import { escapeText, printName } from '../escape.ts';
import { andMore, countOf } from '../field.ts';
import { type Markup, tag } from '../markup.ts';
import { walkReports } from '../report-tree.ts';

const MAX_CHECKS = 1000;

/** Every check in the order of the workflow, folded away. */
export function checkSection(report: AnyReport): Markup {
  const all = walkReports(report).flatMap(({ report: { checks }, path }) => checks.map((check) => ({ check, path })));
  const rows = all
    .slice(0, MAX_CHECKS)
    .map(({ check: { status, stage, message }, path }) =>
      tag(
        'tr',
        {},
        tag('td', { class: status }, status),
        tag('td', {}, [...path.map(printName), stage].join(' > ')),
        tag('td', {}, escapeText(message)),
      ),
    );
  return tag(
    'section',
    { 'aria-labelledby': 'checks' },
    tag('h2', { id: 'checks' }, 'Checks'),
    tag(
      'details',
      { class: 'sheet' },
      tag('summary', {}, countOf(all.length, 'check')),
      tag('div', { class: 'table narrow-first' }, tag('table', {}, tag('tbody', {}, ...rows))),
      all.length > MAX_CHECKS ? tag('p', {}, `${andMore(all.length - MAX_CHECKS)} checks`) : undefined,
    ),
  );
}
