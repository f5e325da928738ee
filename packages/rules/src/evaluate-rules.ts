import { InTotoError, sortCodePoints } from '@intoto/encoding';
import { type ArtifactMap, type ArtifactRule, type Link, parseArtifactRule, type RuleWords } from '@intoto/models';

import { type ArtifactQueue, createArtifactQueue } from './artifact-queue.ts';
import { areDigestSetsEqual } from './digest-sets.ts';
import { applyMatchRule, type MatchEffect } from './match-rule.ts';
import { NearMissBook } from './near-miss.ts';
import type { RuleDecision, RuleEvaluation, RuleEvaluationInput } from './rule-evaluation.ts';
import {
  describeDisallowed,
  describeLost,
  describeMalformed,
  describeMissing,
  type RuleFailure,
} from './rule-failure.ts';

type Consumption = Pick<MatchEffect, 'consumed'> & Partial<Pick<MatchEffect, 'nearMisses' | 'nearMissCount'>>;

/**
 * Applies a list of artifact rules to a link (in-toto specification 4.3.3; the verdicts are the Python reference's).
 *
 * The names of all materials or products, depending on the list, start in a queue. Each rule in turn takes the names
 * it allows out of the queue; DISALLOW fails if it matches a name still there, REQUIRE fails if its name is not there.
 * The first rule that fails ends the evaluation. Each rule's words are parsed when it is its turn.
 *
 * A failure is an outcome: nothing that metadata can hold makes this function throw.
 *
 * @example
 * ```ts
 * import type { Authenticated, Link, Step } from '@intoto/models';
 * import { evaluateRules } from '@intoto/rules';
 *
 * export function findFault(step: Step, links: ReadonlyMap<string, Authenticated<Link>>): string | undefined {
 *   const item = links.get(step.name);
 *   if (item === undefined) return `There is no link for ${step.name}.`;
 *   const rules = step.expectedProducts;
 *   return evaluateRules({ item, rules, list: 'expected_products', links }).decisions.at(-1)?.message;
 * }
 * ```
 *
 * @throws TypeError Where `list` is neither of the two lists.
 */
export function evaluateRules(input: RuleEvaluationInput): RuleEvaluation {
  const queue = sortCodePoints([...artifactsOf(input).keys()]);
  const remaining = createArtifactQueue(queue);
  const decisions: RuleDecision[] = [];
  const book = new NearMissBook();
  for (const words of input.rules) {
    const decision = decide(words, remaining, input, decisions, book);
    decisions.push(decision);
    if (decision.outcome === 'failed') return { ok: false, queue, decisions, remaining: remaining.list() };
    remaining.consume(decision.consumed);
  }
  return { ok: true, queue, decisions, remaining: remaining.list() };
}

function artifactsOf({ item, list }: RuleEvaluationInput): ArtifactMap {
  switch (list) {
    case 'expected_materials':
      return item.materials;
    case 'expected_products':
      return item.products;
    default:
      throw new TypeError(`list: expected 'expected_materials' or 'expected_products', got ${String(list)}`);
  }
}

function decide(
  words: RuleWords,
  queue: ArtifactQueue,
  input: RuleEvaluationInput,
  earlier: readonly RuleDecision[],
  book: NearMissBook,
): RuleDecision {
  const number = earlier.length + 1;
  const nothing = { number, words, consumed: [], refused: [], nearMisses: [], nearMissCount: 0 };
  let rule: ArtifactRule;
  try {
    rule = parseArtifactRule(words);
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return { ...nothing, ...describeMalformed(number, error.message) };
  }
  return { ...nothing, rule, outcome: 'applied', ...applyRule(rule, queue, input, earlier, book) };
}

function applyRule(
  rule: ArtifactRule,
  queue: ArtifactQueue,
  input: RuleEvaluationInput,
  earlier: readonly RuleDecision[],
  book: NearMissBook,
): RuleFailure | Consumption {
  switch (rule.type) {
    case 'MATCH': {
      const { lost, ...effect } = applyMatchRule(rule, queue, artifactsOf(input), input.links.get(rule.step), book);
      return lost.length === 0 ? effect : describeLost(rule, lost);
    }
    case 'REQUIRE':
      return queue.has(rule.name) ? { consumed: [] } : describeMissing(rule, input.list, earlier);
    case 'DISALLOW': {
      const refused = queue.select(rule.pattern);
      return refused.length === 0 ? { consumed: [] } : describeDisallowed(rule, refused);
    }
    case 'ALLOW':
      return { consumed: queue.select(rule.pattern) };
    case 'CREATE':
    case 'DELETE':
    case 'MODIFY':
      return { consumed: queue.select(rule.pattern, '', createChangeTest(rule.type, input.item)) };
    default:
      return rule satisfies never;
  }
}

function createChangeTest(
  type: 'CREATE' | 'DELETE' | 'MODIFY',
  { materials, products }: Link,
): (name: string) => boolean {
  return (name) => {
    const before = materials.get(name);
    const after = products.get(name);
    switch (type) {
      case 'CREATE':
        return before === undefined && after !== undefined;
      case 'DELETE':
        return before !== undefined && after === undefined;
      case 'MODIFY':
        return before !== undefined && after !== undefined && !areDigestSetsEqual(before, after);
      default:
        return type satisfies never;
    }
  };
}
