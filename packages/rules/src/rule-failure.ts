import { escapeUnprintable, quoteText } from '@intoto/encoding';
import { type MatchRule, type PatternRule, printArtifactRule, type RequireRule, type RuleWords } from '@intoto/models';

import { parseGlob } from './glob.ts';
import { listNames } from './list-names.ts';
import type { RuleCode } from './rule-codes.ts';
import type { RuleDecision, RuleList } from './rule-evaluation.ts';

/** Why a rule failed, in the terms of a {@link RuleDecision}. */
export interface RuleFailure {
  readonly outcome: 'failed';
  readonly code: RuleCode;
  readonly message: string;
  readonly refused: readonly string[];
}

/** The words were not a rule; `reason` says why, as the parser put it. */
export function describeMalformed(number: number, reason: string): RuleFailure {
  return {
    outcome: 'failed',
    code: 'ERR_RULE_FORMAT',
    message: escapeUnprintable(`Rule ${String(number)}: ${reason}`),
    refused: [],
  };
}

/** A DISALLOW rule found artifacts. */
export function describeDisallowed(rule: PatternRule, refused: readonly string[]): RuleFailure {
  const found = countOf(refused, 'artifact that no earlier rule consumed', 'artifacts that no earlier rule consumed');
  return {
    outcome: 'failed',
    code: 'ERR_RULE_DISALLOW',
    message: `${printRule(rule)} forbids ${found}: ${listNames(refused)}.`,
    refused,
  };
}

/** A REQUIRE rule did not find its artifact. */
export function describeMissing(rule: RequireRule, list: RuleList, earlier: readonly RuleDecision[]): RuleFailure {
  const consumer = earlier.find((decision) => decision.consumed.includes(rule.name));
  const kind = list === 'expected_materials' ? 'materials' : 'products';
  const why =
    consumer === undefined
      ? `which is not among the ${kind}`
      : `which rule ${String(consumer.number)} (${printRule(consumer.words)}) consumed before`;
  const hint = parseGlob(rule.name).exact === rule.name ? '' : ' REQUIRE takes a name, not a pattern.';
  return {
    outcome: 'failed',
    code: 'ERR_RULE_REQUIRE',
    message: `${printRule(rule)} needs ${quoteText(rule.name)}, ${why}.${hint}`,
    refused: [rule.name],
  };
}

/** A MATCH rule could not look up artifacts it had selected. */
export function describeLost(rule: MatchRule, refused: readonly string[]): RuleFailure {
  const selected = countOf(refused, 'artifact whose path changes', 'artifacts whose paths change');
  return {
    outcome: 'failed',
    code: 'ERR_RULE_PATH',
    message:
      `${printRule(rule)} selects ${selected} when the prefix ${quoteText(rule.sourcePrefix)} is cut off and put back: ` +
      `${listNames(refused)}. A path with a backslash, or with a second slash after the prefix, cannot be matched with IN.`,
    refused,
  };
}

function printRule(rule: PatternRule | RequireRule | MatchRule | RuleWords): string {
  return `\`${escapeUnprintable(printArtifactRule(rule))}\``;
}

function countOf(names: readonly string[], one: string, many: string): string {
  return `${String(names.length)} ${names.length === 1 ? one : many}`;
}
