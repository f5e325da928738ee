import { quoteText } from '@intoto/encoding';
import { type Authenticated, type Link, printArtifactRule, type SupplyChainItem } from '@intoto/models';
import { evaluateRules, type RuleDecision, type RuleEvaluation, type RuleList } from '@intoto/rules';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { LIMIT_REMEDY } from './limits.ts';
import type { Stage } from './report.ts';
import { adviseOnRule, toReportNearMiss, toTraceEntry } from './rule-report.ts';
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
export function checkItemRules(evaluation: Evaluation, rules: ItemRules): void {
  checkRuleList(evaluation, rules, 'expected_materials');
  checkRuleList(evaluation, rules, 'expected_products');
}

function checkRuleList(evaluation: Evaluation, { stage, item, links, expected }: ItemRules, list: RuleList): void {
  const { checks, limits, progress, traces } = evaluation;
  const rules = list === 'expected_materials' ? item.expectedMaterials : item.expectedProducts;
  const subject = { item: item.name, ruleList: list };
  const link = links.get(item.name);
  const missing = [item.name, ...rules.flatMap(namesMatched)].find((name) => expected.has(name) && !links.has(name));
  if (link === undefined || missing !== undefined) {
    const message = `${list} of ${quoteText(item.name)} was not checked, since ${quoteText(missing ?? item.name)} has no accepted link.`;
    checks.skipped(stage, subject, message);
    return;
  }
  progress.ruleWork += boundRuleWork(rules, list === 'expected_materials' ? link.materials : link.products);
  if (progress.ruleWork > limits.maxRuleWork) {
    const message = `${list} of ${quoteText(item.name)} was not checked: patterns of ${count(rules.length, 'rule')} on that many artifacts cross a limit.`;
    checks.failed(stage, { code: 'ERR_LIMIT', subject, message, remedy: LIMIT_REMEDY });
    return;
  }
  const result = evaluateRules({ item: link, rules, list, links });
  traces.push({ item: item.name, ruleList: list, queue: result.queue, rules: result.decisions.map(toTraceEntry) });
  const failed = result.decisions.at(-1);
  if (failed?.outcome === 'failed') {
    failRule(evaluation, stage, item, list, result, failed);
    return;
  }
  const { queue, remaining } = result;
  const message =
    `${list} of ${quoteText(item.name)}: ${count(rules.length, 'rule')} hold for ${count(queue.length, 'artifact')}` +
    `${remaining.length === 0 ? '' : `; ${String(remaining.length)} allowed since no rule forbids them`}.`;
  checks.passed(stage, subject, message, { artifacts: queue.length, ...bounded('remaining', remaining) });
}

/** The step whose artifacts a rule looks up. */
function namesMatched(words: readonly string[]): string[] {
  // The last words of a MATCH rule, whichever of its forms it has; a malformed rule names no step.
  return words[0]?.toLowerCase() === 'match' && words.length >= 6 ? words.slice(-1) : [];
}

function failRule(
  { checks }: Evaluation,
  stage: Stage,
  item: SupplyChainItem,
  list: RuleList,
  evaluation: RuleEvaluation,
  decision: Extract<RuleDecision, { outcome: 'failed' }>,
): void {
  const { number, refused, words, code } = decision;
  const concerned = new Set(code === 'ERR_RULE_DISALLOW' ? refused : []);
  const nearMisses = evaluation.decisions.flatMap((earlier) =>
    earlier.nearMisses.filter(({ artifact }) => concerned.has(artifact)),
  );
  const artifact = refused.length === 1 ? { artifact: refused[0] } : {};
  checks.failed(stage, {
    code,
    subject: { item: item.name, ruleList: list, ruleNumber: number, ...artifact },
    message: `${quoteText(item.name)}, ${list}, rule ${String(number)}: ${decision.message.replace(/^Rule \d+: /, '')}`,
    remedy: adviseOnRule(decision, nearMisses),
    details: {
      rule: printArtifactRule(words),
      ...bounded('artifacts', refused),
      ...bounded('nearMisses', nearMisses.map(toReportNearMiss)),
    },
  });
}
