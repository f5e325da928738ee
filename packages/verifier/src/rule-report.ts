import { printArtifactRule } from '@intoto/models';
import type { NearMiss, RuleDecision } from '@intoto/rules';

import type { ReportValue, RuleTrace } from './report.ts';

/** What became of one rule, for the trace of its list. */
export function toTraceEntry(decision: RuleDecision): RuleTrace['rules'][number] {
  const { number, words, consumed, refused, nearMisses, nearMissCount } = decision;
  return {
    number,
    rule: printArtifactRule(words),
    consumed,
    refused,
    nearMisses: nearMisses.map(toReportNearMiss),
    ...(nearMissCount > nearMisses.length ? { nearMissesTotal: nearMissCount } : {}),
  };
}

/** A near miss as a report carries it. */
export function toReportNearMiss(miss: NearMiss): NearMiss & { readonly [name: string]: ReportValue } {
  const { artifact, sought, step, reason, found, expected, sameDigest } = miss;
  return {
    artifact,
    sought,
    step,
    reason,
    found,
    ...(expected === undefined ? {} : { expected }),
    ...(sameDigest === undefined ? {} : { sameDigest }),
  };
}
