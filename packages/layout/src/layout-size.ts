import type { Layout } from '@intoto/models';

import { LayoutError } from './layout-error.ts';

/** Larger layouts are not looked at. The largest known has a handful of steps and a few hundred rules. */
const MAX_ITEMS = 1000;
const MAX_RULES = 20_000;
const MAX_KEYS = 10_000;

/** @throws {@link LayoutError} `ERR_LAYOUT_SIZE` */
export function assertLayoutSize({ steps, inspections, keys }: Layout): void {
  const items = [...steps, ...inspections];
  assertAtMost(items.length, MAX_ITEMS, 'steps and inspections');
  const rules = items.reduce((sum, item) => sum + item.expectedMaterials.length + item.expectedProducts.length, 0);
  assertAtMost(rules, MAX_RULES, 'rules');
  assertAtMost(keys.size + steps.reduce((sum, { pubkeys }) => sum + pubkeys.length, 0), MAX_KEYS, 'keys');
}

function assertAtMost(found: number, limit: number, what: string): void {
  if (found <= limit) return;
  throw new LayoutError(`The layout has ${found} ${what}; at most ${limit} are looked at. Split it into sublayouts.`, {
    code: 'ERR_LAYOUT_SIZE',
    details: { found, limit },
  });
}
