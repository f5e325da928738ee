import { escapeUnprintable, quoteText } from '@intoto/encoding';
import { type ArtifactRule, parseArtifactRule, printArtifactRule, type RuleWords } from '@intoto/models';
import { coversPattern, isEmptyPattern, type RuleList, selectionPattern } from '@intoto/rules';

import { type Comparisons, findTaker } from './find-taker.ts';
import type { Finding, FindingPlace, PlacedItem, Report } from './finding.ts';
import { type LintedRule, lintMatch } from './lint-match.ts';
import { lintPattern } from './lint-pattern.ts';

/** Everything about one list of rules. */
export function lintRuleList(
  placed: PlacedItem,
  list: RuleList,
  items: readonly PlacedItem[],
  comparisons: Comparisons,
  report: Report,
): void {
  const { item } = placed;
  const lists = list === 'expected_materials' ? item.expectedMaterials : item.expectedProducts;
  const rules = lists.map((words, index): LintedRule => {
    const place = { path: `${placed.path}/${list}/${index}`, item: item.name, list, number: index + 1 };
    return { rule: parseArtifactRule(words), words, place };
  });
  for (const [index, linted] of rules.entries()) {
    lintPattern(linted, report);
    if (lintUseless(linted, report)) continue;
    if (lintMatch(linted, placed, list, items, report)) continue;
    const taker = findTaker(rules, index, comparisons);
    if (taker === undefined) continue;
    if (linted.rule.type === 'REQUIRE') reportTakenRequire(linted, taker, report);
    else reportDead(linted, taker, report);
  }
  lintEnd(placed, list, rules, report);
}

/** @returns whether it is said that the rule never applies, so that nothing more need be said of it. */
function lintUseless({ rule, words, place }: LintedRule, report: Report): boolean {
  if (rule.type === 'REQUIRE') return false;
  const pattern = selectionPattern(rule);
  if (!/[{}]/.test(pattern) && isEmptyPattern(pattern)) {
    report('LINT_EMPTY_PATTERN', {
      place,
      message: `${describe(place, words)} matches no name: the set in its pattern is empty.`,
      remedy: 'Write the range the other way round, as in [a-z].',
    });
    return true;
  }
  const home = { CREATE: 'expected_products', DELETE: 'expected_materials' } as const;
  if ((rule.type !== 'CREATE' && rule.type !== 'DELETE') || place.list === home[rule.type]) return false;
  const state =
    rule.type === 'CREATE'
      ? 'What is among the materials was not created'
      : 'What is among the products was not deleted';
  report('LINT_WRONG_LIST', {
    place,
    message: `${describe(place, words)} can never apply here. ${state} by the step.`,
    remedy: `Move it to ${home[rule.type]}.`,
  });
  return true;
}

function reportTakenRequire({ words, place }: LintedRule, taker: LintedRule, report: Report): void {
  report('LINT_REQUIRE_CONSUMED', {
    place,
    message: `${describe(place, words)} always fails: rule ${taker.place.number}, ${quoteRule(taker.words)}, has taken the artifact by then.`,
    remedy: `Move it before rule ${taker.place.number}: REQUIRE consumes nothing.`,
  });
}

function reportDead({ rule, words, place }: LintedRule, taker: LintedRule, report: Report): void {
  const { item, list, number } = place;
  const isRepeat = taker.rule.type === rule.type;
  // Where the types differ the author meant the later rule to do something: only they know what.
  const fix: Finding['fix'] =
    isRepeat && item !== undefined && list !== undefined && number !== undefined
      ? { type: 'remove-rule', item, list, number }
      : undefined;
  report('LINT_DEAD_RULE', {
    place,
    message: `${describe(place, words)} can never apply: rule ${taker.place.number}, ${quoteRule(taker.words)}, takes all it could.`,
    remedy: isRepeat ? 'Remove it.' : `Move it before rule ${taker.place.number}, or remove one of the two.`,
    ...(fix === undefined ? {} : { fix }),
  });
}

/** Whether the queue is closed at the end. */
function lintEnd({ item, path }: PlacedItem, list: RuleList, rules: readonly LintedRule[], report: Report): void {
  const end = rules.find(({ rule }) => isEnd(rule));
  if (end?.rule.type === 'DISALLOW') return;
  const name = quoteText(item.name);
  if (end !== undefined) {
    report('LINT_ALLOW_ALL', {
      place: end.place,
      message: `${describe(end.place, end.words)}: whatever gets there is allowed, changed or not.`,
      remedy: 'Name what is expected instead, and end the list with DISALLOW *.',
    });
    return;
  }
  const place: FindingPlace = { path: `${path}/${list}`, item: item.name, list };
  const message =
    rules.length === 0
      ? `${name} has no ${list}: anything is allowed.`
      : `${list} of ${name} do not end with DISALLOW *: what no rule mentions is allowed.`;
  report('LINT_OPEN_LIST', {
    place,
    message,
    remedy: 'End the list with DISALLOW *; where anything may come, say so: ALLOW *.',
    ...(rules.length === 0 ? {} : { fix: { type: 'append-rule', item: item.name, list, words: ['DISALLOW', '*'] } }),
  });
}

/** Whether nothing is left in the queue after the rule. */
function isEnd(rule: ArtifactRule): boolean {
  return (rule.type === 'DISALLOW' || rule.type === 'ALLOW') && coversPattern(rule.pattern, '*');
}

function describe({ item = '', list, number }: FindingPlace, words: RuleWords): string {
  return `Rule ${number} of ${list} of ${quoteText(item)}, ${quoteRule(words)},`;
}

function quoteRule(words: RuleWords): string {
  return escapeUnprintable(printArtifactRule(words).slice(0, 500));
}
