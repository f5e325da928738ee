import { quoteText } from '@intoto/encoding';
import type { Authenticated, Link, SupplyChainItem } from '@intoto/models';
import { evaluateRules, type RuleList } from '@intoto/rules';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import type { Stage } from './report.ts';
import { toTraceEntry } from './rule-report.ts';
import { boundRuleWork } from './rule-work.ts';
import { count } from './wording.ts';

/** Where an item's rules are evaluated. */
interface ItemRules {
  readonly stage: Extract<Stage, 'step-rules' | 'inspection-rules'>;
  readonly item: SupplyChainItem;
  readonly links: ReadonlyMap<string, Authenticated<Link>>;
  /** Steps and inspections that should have a link here; those without one have failed before. */
  readonly expected: ReadonlySet<string>;
}

/**
 * Applies an item's rules to its link, materials first (specification 5.2, steps 9 and 10).
 * A list is skipped where the item itself, or a step that one of its MATCH rules names, has no accepted link.
 */
export async function checkItemRules(evaluation: Evaluation, rules: ItemRules): Promise<void> {
  await checkRuleList(evaluation, rules, 'expected_materials');
  await checkRuleList(evaluation, rules, 'expected_products');
}

async function checkRuleList(
  evaluation: Evaluation,
  { stage, item, links, expected }: ItemRules,
  list: RuleList,
): Promise<void> {
  const { checks, limits, progress, traces } = evaluation;
  const rules = list === 'expected_materials' ? item.expectedMaterials : item.expectedProducts;
  const subject = { item: item.name, ruleList: list };
  const link = links.get(item.name);
  const missing = [item.name, ...rules.flatMap(namesMatched)].find((name) => expected.has(name) && !links.has(name));
  if (link === undefined || missing !== undefined) {
    (await loadWording()).skipRuleList(evaluation, stage, item, list, missing ?? item.name);
    return;
  }
  progress.ruleWork += boundRuleWork(rules, list === 'expected_materials' ? link.materials : link.products);
  if (progress.ruleWork > limits.maxRuleWork) {
    const { describeRuleWork } = await loadWording();
    checks.failed(stage, describeRuleWork(item, list, rules.length));
    return;
  }
  const result = evaluateRules({ item: link, rules, list, links });
  traces.push({ item: item.name, ruleList: list, queue: result.queue, rules: result.decisions.map(toTraceEntry) });
  const failed = result.decisions.at(-1);
  if (failed?.outcome === 'failed') {
    const { describeFailedRule } = await loadWording();
    checks.failed(stage, describeFailedRule(item, list, result, failed));
    return;
  }
  const { queue, remaining } = result;
  const message =
    `${list} of ${quoteText(item.name)}: ${count(rules.length, 'rule')} hold for ${count(queue.length, 'artifact')}` +
    `${remaining.length === 0 ? '' : `; ${String(remaining.length)} allowed since no rule forbids them`}.`;
  checks.passed(stage, subject, message, { artifacts: queue.length, ...bounded('remaining', remaining) });
}

/** The step whose artifacts a rule looks up. */
export function namesMatched(words: readonly string[]): string[] {
  // The last words of a MATCH rule, whichever of its forms it has; a malformed rule names no step.
  return words[0]?.toLowerCase() === 'match' && words.length >= 6 ? words.slice(-1) : [];
}
