import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import { createComparisons } from './find-taker.ts';
import { createReport, type Finding, type PlacedItem } from './finding.ts';
import { assertLayoutSize } from './layout-size.ts';
import { lintExpiry } from './lint-expiry.ts';
import { lintKeys } from './lint-keys.ts';
import { lintRuleList } from './lint-rule-list.ts';
import { lintUnmatchedProducts } from './lint-unmatched.ts';

/** What {@link lintLayout} takes besides the layout. */
export interface LintOptions {
  /** The time to judge expiry for; without it only a missing expiry is found. */
  readonly at?: Date | undefined;
  /** How many days before its expiry a layout expires soon. @defaultValue 14 */
  readonly soonDays?: number | undefined;
}

/** More findings than anybody reads. */
const MAX_FINDINGS = 1000;

const DEFAULT_SOON_DAYS = 14;

/**
 * Finds what is wrong with a layout, in its order. Every finding is proved from the layout alone, so that a layout that means
 * what it says has none; that there are none proves nothing about the supply chain. At most 1000 findings are given.
 *
 * Nothing in the layout needs to be authenticated. `{name}` in rules may be a parameter: what depends on its value is not reported.
 *
 * @throws {@link LayoutError} `ERR_LAYOUT_SIZE` for a layout of more than 1000 steps and inspections, 20,000 rules or 10,000 keys
 * @throws TypeError for an invalid `at` or `soonDays`
 * @example
 * ```ts
 * import { lintLayout } from '@intoto/layout';
 * import { createLayout, createStep } from '@intoto/models';
 *
 * const steps = [createStep({ name: 'build', expectedProducts: [['ALLOW', '*'], ['DISALLOW', '*.exe']] })];
 * for (const { code, place, message } of lintLayout(createLayout({ expires: undefined, steps })))
 *   console.log(code, place.path, message);
 * ```
 */
export function lintLayout(layout: Layout, options: LintOptions = {}): readonly Finding[] {
  const { at, soonDays = DEFAULT_SOON_DAYS } = options;
  if (at !== undefined && Number.isNaN(at.getTime())) throw new TypeError('at must be a valid date');
  if (!(soonDays >= 0)) throw new TypeError('soonDays must be a number of days, at least 0');
  assertLayoutSize(layout);
  const findings: Finding[] = [];
  const report = createReport(findings, MAX_FINDINGS);
  const items = placeItems(layout);
  const comparisons = createComparisons();
  if (layout.steps.length === 0) {
    report('LINT_NO_STEPS', {
      place: { path: '/steps' },
      message: 'The layout has no steps, so no evidence is asked for.',
      remedy: 'Add the steps of the supply chain, each with the keys of those who may carry it out.',
    });
  }
  for (const placed of items) {
    lintRuleList(placed, 'expected_materials', items, comparisons, report);
    lintRuleList(placed, 'expected_products', items, comparisons, report);
  }
  lintUnmatchedProducts(layout, items, report);
  for (const [index, { name, run }] of layout.inspections.entries()) {
    if (run.length > 0) continue;
    report('LINT_INSPECTION_NO_COMMAND', {
      place: { path: `/inspect/${index}/run`, item: name },
      message: `Inspection ${quoteText(name)} has no command, so it cannot be carried out and the layout cannot pass.`,
      remedy: 'Give it a command; where the files need only be looked at, one that does nothing: ["true"].',
    });
  }
  lintKeys(layout, report);
  lintExpiry(layout, at, soonDays, report);
  return findings;
}

function placeItems({ steps, inspections }: Layout): readonly PlacedItem[] {
  return [
    ...steps.map((item, index) => ({ item, kind: 'step' as const, order: index, path: `/steps/${index}` })),
    ...inspections.map((item, index) => ({
      item,
      kind: 'inspection' as const,
      order: steps.length + index,
      path: `/inspect/${index}`,
    })),
  ];
}
