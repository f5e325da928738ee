import type { MatchRule, PatternRule } from '@intoto/models';

import { toCutPrefix } from './match-rule.ts';
import { escapePattern } from './pattern-cover.ts';

/**
 * The pattern of all names in the queue that a rule looks at: its own, with the source prefix of a MATCH rule, which is
 * literal, in front. A rule neither consumes nor refuses on account of any other name.
 */
export function selectionPattern(rule: MatchRule | PatternRule): string {
  return rule.type === 'MATCH' ? escapePattern(toCutPrefix(rule.sourcePrefix)) + rule.pattern : rule.pattern;
}
