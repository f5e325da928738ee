import { escapeUnprintable, quoteText } from '@intoto/encoding';
import { type Layout, parseArtifactRule } from '@intoto/models';
import { coversPattern } from '@intoto/rules';

import type { PlacedItem, Report } from './finding.ts';
import { mayBeParameter } from './parameters.ts';

/**
 * Steps whose products no other item matches: whatever happens to them afterwards goes unnoticed. The last step's may be what
 * the layout is for; they are looked at only where inspections look at the product.
 */
export function lintUnmatchedProducts(layout: Layout, items: readonly PlacedItem[], report: Report): void {
  const matched = new Set<string>();
  for (const { item } of items) {
    for (const words of [...item.expectedMaterials, ...item.expectedProducts]) {
      const rule = parseArtifactRule(words);
      if (rule.type !== 'MATCH') continue;
      if (mayBeParameter(rule.step)) return;
      if (rule.destination === 'PRODUCTS' && rule.step !== item.name) matched.add(rule.step);
    }
  }
  for (const [index, step] of layout.steps.entries()) {
    const isLast = index === layout.steps.length - 1;
    if (matched.has(step.name) || (isLast && layout.inspections.length === 0)) continue;
    const [first] = step.expectedProducts.slice(0, 1).map(parseArtifactRule);
    if (first?.type === 'DISALLOW' && coversPattern(first.pattern, '*')) continue;
    report('LINT_PRODUCTS_UNMATCHED', {
      place: { path: `/steps/${index}/expected_products`, item: step.name, list: 'expected_products' },
      message: `No rule of another step or inspection matches the products of step ${quoteText(step.name)}: a change to them goes unnoticed.`,
      remedy: `Match them where they are used: MATCH * WITH PRODUCTS FROM ${escapeUnprintable(step.name)}; if it has none, say DISALLOW * first.`,
    });
  }
}
