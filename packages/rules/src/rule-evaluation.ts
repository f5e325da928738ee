import type { ArtifactRule, Authenticated, Link, RuleWords } from '@intoto/models';

import type { NearMiss } from './near-miss.ts';
import type { RuleCode } from './rule-codes.ts';

/** Which of an item's two rule lists is evaluated; it decides which artifacts the queue starts with. */
export type RuleList = 'expected_materials' | 'expected_products';

/** What `evaluateRules` needs to know. */
export interface RuleEvaluationInput {
  /** The step's or inspection's one link, after thresholds and agreement. */
  readonly item: Authenticated<Link>;
  /** The rules of `list`, after parameter substitution. */
  readonly rules: readonly RuleWords[];
  readonly list: RuleList;
  /**
   * Links by step or inspection name, for MATCH rules. For the reference's verdicts: all steps' links, the item's own
   * among them, and for inspections also the links of all inspections.
   */
  readonly links: ReadonlyMap<string, Authenticated<Link>>;
}

/** What every {@link RuleDecision} has. */
export interface RuleDecisionBase {
  /** The rule's place in its list, from 1. */
  readonly number: number;
  /** The rule as it stands in the layout. */
  readonly words: RuleWords;
  /** The rule's meaning; absent where the words have none (`ERR_RULE_FORMAT`). */
  readonly rule?: ArtifactRule | undefined;
  /** Artifacts the rule took from the queue, sorted by code point. */
  readonly consumed: readonly string[];
  /**
   * Artifacts on account of which the rule failed: those that DISALLOW matches, the one that REQUIRE misses, those
   * that MATCH could not look up. Sorted by code point; empty where the rule was applied.
   */
  readonly refused: readonly string[];
  /**
   * Artifacts a MATCH rule selects but does not consume: the first {@link NEAR_MISS_LIMIT} by code point, and none any more
   * where the rules before have 5000.
   */
  readonly nearMisses: readonly NearMiss[];
  /** How many artifacts a MATCH rule selects but does not consume. */
  readonly nearMissCount: number;
}

/** What became of one rule. */
export type RuleDecision =
  | (RuleDecisionBase & {
      readonly outcome: 'applied';
      readonly rule: ArtifactRule;
      readonly code?: undefined;
      readonly message?: undefined;
    })
  | (RuleDecisionBase & {
      readonly outcome: 'failed';
      readonly code: RuleCode;
      /** A sentence a person can read by itself; control characters of names and words are escaped. */
      readonly message: string;
    });

/** What became of one rule list: JSON-serialisable, in stable order. */
export interface RuleEvaluation {
  /** Whether no rule failed. What is left in the queue then was not forbidden, and so is allowed. */
  readonly ok: boolean;
  /** Artifact names before the first rule, sorted by code point. */
  readonly queue: readonly string[];
  /** One per rule, in order. Evaluation stops at the first rule that fails: it is the last decision. */
  readonly decisions: readonly RuleDecision[];
  /** Artifact names that no rule consumed, sorted by code point. */
  readonly remaining: readonly string[];
}

/**
 * The queue as a rule found it, sorted by code point.
 *
 * @param number - The rule's number, from 1; one more than there are decisions gives what was left in the end.
 * @throws TypeError Where there is no decision of that number.
 */
export function queueBefore(evaluation: RuleEvaluation, number: number): readonly string[] {
  const { queue, decisions } = evaluation;
  if (!Number.isInteger(number) || number < 1 || number > decisions.length + 1) {
    throw new TypeError(`number: expected an integer from 1 to ${String(decisions.length + 1)}, got ${String(number)}`);
  }
  const consumed = new Set(decisions.slice(0, number - 1).flatMap((decision) => decision.consumed));
  return queue.filter((artifact) => !consumed.has(artifact));
}
