import { quoteText } from '@intoto/encoding';
import type { Step, SupplyChainItem } from '@intoto/models';
import type { RuleList } from '@intoto/rules';

import type { Evaluation } from './evaluation.ts';
import type { Stage } from './report.ts';

/** Notes that a layout's signatures are not checked where they may cover anything. */
export function skipSignatures({ checks }: Evaluation): void {
  checks.skipped('layout-signature', {}, 'Signatures were not checked, since it is not clear what they cover.');
}

/** Notes that a layout is not read that is not known to be authentic. */
export function skipReading({ checks }: Evaluation): void {
  checks.skipped('layout-format', {}, 'The layout was not read, since it is not known to be authentic.');
}

/** Notes what is not checked of a layout that is not known to be authentic. */
export function skipUnauthentic(evaluation: Evaluation): void {
  const stages: readonly Stage[] = ['expiry', 'links', 'threshold', 'step-rules', 'inspection', 'inspection-rules'];
  skip(evaluation, stages, 'it is not known to be authentic');
}

/** Notes what is not checked of a layout into which parameters could not be put. */
export function skipUnsubstituted(evaluation: Evaluation): void {
  skip(evaluation, ['step-rules', 'inspection', 'inspection-rules'], 'parameters could not be put into it');
}

/**
 * Notes that a step's links are not looked for.
 * @param reason - for the end of a sentence.
 */
export function skipUnsought({ checks }: Evaluation, { name }: Step, reason: string): void {
  const message = `Step ${quoteText(name)}: no links were looked for, since ${reason}.`;
  checks.skipped('links', { item: name }, message);
}

/** Notes that signatures are not counted of a step that has too few links. */
export function skipUncounted({ checks }: Evaluation, step: string): void {
  const message = `Step ${quoteText(step)}: signatures were not counted, since it has too few usable links.`;
  checks.skipped('threshold', { item: step }, message);
}

/**
 * Notes that rules are not applied where a link is missing.
 * @param missing - the step or inspection without one.
 */
export function skipRuleList(
  { checks }: Evaluation,
  stage: Stage,
  { name: item }: SupplyChainItem,
  list: RuleList,
  missing: string,
): void {
  const message = `${list} of ${quoteText(item)} was not checked, since ${quoteText(missing)} has no accepted link.`;
  checks.skipped(stage, { item, ruleList: list }, message);
}

function skip({ checks }: Evaluation, stages: readonly Stage[], reason: string): void {
  for (const stage of stages)
    checks.skipped(stage, {}, `Not checked: what the layout says does not count, since ${reason}.`);
}
