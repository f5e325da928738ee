import { quoteText } from '@intoto/encoding';
import type { ArtifactRule, RuleWords } from '@intoto/models';
import type { RuleList } from '@intoto/rules';

import type { FindingPlace, PlacedItem, Report } from './finding.ts';
import { mayBeParameter } from './parameters.ts';

/** A rule with its place. */
export interface LintedRule {
  readonly rule: ArtifactRule;
  readonly words: RuleWords;
  readonly place: FindingPlace;
}

const LISTS = { MATERIALS: 'expected_materials', PRODUCTS: 'expected_products' } as const;

/**
 * Where a MATCH rule looks: steps see steps only, inspections see everything.
 * @returns whether it is said that the rule never applies.
 */
export function lintMatch(
  { rule, place }: LintedRule,
  placed: PlacedItem,
  list: RuleList,
  items: readonly PlacedItem[],
  report: Report,
): boolean {
  if (rule.type !== 'MATCH' || mayBeParameter(rule.step)) return false;
  const target = items.find(({ item }) => item.name === rule.step);
  const subject = `Rule ${place.number} of ${list} of ${quoteText(placed.item.name)}`;
  if (target === undefined || (placed.kind === 'step' && target.kind === 'inspection')) {
    const reason = target === undefined ? 'there is none of that name' : 'an inspection, which steps do not see';
    report('LINT_MATCH_UNKNOWN', {
      place,
      message: `${subject} matches ${quoteText(rule.step)}: ${reason}. It never consumes anything.`,
      remedy: 'Correct the name after FROM.',
    });
    return true;
  }
  if (target.order > placed.order) {
    report('LINT_MATCH_LATER', {
      place,
      message: `${subject} matches ${quoteText(rule.step)}, which comes later in the layout.`,
      remedy: `Put ${quoteText(rule.step)} before ${quoteText(placed.item.name)}, or match the step that the artifacts come from.`,
    });
  } else if (
    target.order === placed.order &&
    LISTS[rule.destination] === list &&
    rule.sourcePrefix === rule.destinationPrefix
  ) {
    report('LINT_MATCH_ITSELF', {
      place,
      message: `${subject} compares the list with itself: it allows whatever there is.`,
      remedy: 'Name the step that the artifacts come from after FROM.',
    });
  }
  return false;
}
