import { printArtifactRule } from '@intoto/models';
import type { RuleDecision } from '@intoto/rules';

import type { RuleTrace } from './report.ts';

/** What became of one rule, for the trace of its list. */
export function toTraceEntry(decision: RuleDecision): RuleTrace['rules'][number] {
  const { number, words, consumed, refused, nearMisses, nearMissCount } = decision;
  return {
    number,
    rule: printArtifactRule(words),
    consumed,
    refused,
    nearMisses,
    ...(nearMissCount > nearMisses.length ? { nearMissesTotal: nearMissCount } : {}),
  };
}
