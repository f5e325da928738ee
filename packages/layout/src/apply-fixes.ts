import type { Layout, RuleWords, SupplyChainItem } from '@intoto/models';
import type { RuleList } from '@intoto/rules';

import type { Finding, LayoutFix } from './finding.ts';

type FixOf<Type extends LayoutFix['type']> = Extract<LayoutFix, { type: Type }>;

/**
 * Carries out what findings of {@link lintLayout} say can be fixed. Nothing more passes the new layout: see {@link LayoutFix}.
 *
 * @param layout - the very layout that was linted: fixes refer to its rules by number
 * @returns the layout, and the findings whose fixes were made
 */
export function applyFixes(
  layout: Layout,
  findings: readonly Finding[],
): { readonly layout: Layout; readonly applied: readonly Finding[] } {
  const applied = findings.filter(({ fix }) => fix !== undefined);
  const fixes = applied.flatMap(({ fix }) => fix ?? []);
  const gone = new Set(fixes.flatMap((fix) => (fix.type === 'remove-key' ? [fix.keyId] : [])));
  return {
    layout: {
      ...layout,
      keys: new Map([...layout.keys].filter(([keyId]) => !gone.has(keyId))),
      steps: layout.steps.map((step) => {
        const { threshold } = pick(fixes, 'set-threshold').find(({ item }) => item === step.name) ?? step;
        const { receivedThreshold: _, ...rest } = step;
        return fixRules({ ...(threshold === step.threshold ? step : rest), threshold }, fixes);
      }),
      inspections: layout.inspections.map((inspection) => fixRules(inspection, fixes)),
    },
    applied,
  };
}

function pick<Type extends LayoutFix['type']>(fixes: readonly LayoutFix[], type: Type): readonly FixOf<Type>[] {
  return fixes.filter((fix): fix is FixOf<Type> => fix.type === type);
}

function fixRules<Item extends SupplyChainItem>(item: Item, fixes: readonly LayoutFix[]): Item {
  const fixList = (list: RuleList, rules: readonly RuleWords[]): readonly RuleWords[] => {
    const mine = <Fix extends FixOf<'append-rule' | 'remove-rule' | 'replace-rule'>>(
      all: readonly Fix[],
    ): readonly Fix[] => all.filter((fix) => fix.item === item.name && fix.list === list);
    const removed = new Set(mine(pick(fixes, 'remove-rule')).map(({ number }) => number));
    const replaced = new Map(mine(pick(fixes, 'replace-rule')).map(({ number, words }) => [number, words]));
    return [
      ...rules.flatMap((words, index) => (removed.has(index + 1) ? [] : [replaced.get(index + 1) ?? words])),
      ...mine(pick(fixes, 'append-rule')).map(({ words }) => words),
    ];
  };
  return {
    ...item,
    expectedMaterials: fixList('expected_materials', item.expectedMaterials),
    expectedProducts: fixList('expected_products', item.expectedProducts),
  };
}
