import { type Inspection, parseArtifactRule, printArtifactRule, type Step, type SupplyChainItem } from '@intoto/node';

import { UsageError } from '../usage-error.ts';

function assertItemRefers(item: SupplyChainItem, known: ReadonlySet<string>): void {
  for (const words of [...item.expectedMaterials, ...item.expectedProducts]) {
    const rule = parseArtifactRule(words);
    if (rule.type !== 'MATCH' || known.has(rule.step)) continue;
    throw new UsageError(
      `"${item.name}" has the rule "${printArtifactRule(words)}", but there is no step "${rule.step}" it could refer to.`,
    );
  }
}

/** Refuses a MATCH rule that can never consume anything: steps see steps only, inspections see everything. */
export function assertRulesRefer(steps: readonly Step[], inspections: readonly Inspection[]): void {
  const stepNames = new Set(steps.map(({ name }) => name));
  const allNames = new Set([...stepNames, ...inspections.map(({ name }) => name)]);
  for (const step of steps) assertItemRefers(step, stepNames);
  for (const inspection of inspections) assertItemRefers(inspection, allNames);
}
