import { quoteText } from '@intoto/encoding';
import { printArtifactRule } from '@intoto/models';
import type { NearMiss, RuleDecision } from '@intoto/rules';

import { toReportDigests } from './report-value.ts';
import type { ReportValue, RuleTrace } from './report.ts';
import { quoteSome } from './wording.ts';

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
    found: toReportDigests(found),
    ...(expected === undefined ? {} : { expected: toReportDigests(expected) }),
    ...(sameDigest === undefined ? {} : { sameDigest }),
  };
}

/**
 * The next thing to do about a failed rule.
 * @param nearMisses - of the artifacts that it refused, from the MATCH rules before it.
 */
export function adviseOnRule(
  decision: Extract<RuleDecision, { outcome: 'failed' }>,
  nearMisses: readonly NearMiss[],
): string {
  switch (decision.code) {
    case 'ERR_RULE_DISALLOW':
      return nearMisses[0] === undefined
        ? 'Find out where these artifacts come from; if they belong there, have the layout allow them by a rule before this one.'
        : adviseOnNearMiss(nearMisses[0]);
    case 'ERR_RULE_REQUIRE':
      return `Find out why ${quoteSome(decision.refused)} is missing, and carry out the step again with it.`;
    case 'ERR_RULE_FORMAT':
      return 'Correct the rule in the layout, or the values of the parameters put into it.';
    case 'ERR_RULE_PATH':
      return 'Record these artifacts under other names, or have the layout match them without IN.';
    default:
      return decision.code satisfies never;
  }
}

function adviseOnNearMiss({ artifact, sought, step, reason, sameDigest = [] }: NearMiss): string {
  switch (reason) {
    case 'digest-differs':
      return `${quoteText(artifact)} is not what step ${quoteText(step)} left as ${quoteText(sought)}: find out who changed it in between.`;
    case 'path-absent':
      return sameDigest.length > 0
        ? `Step ${quoteText(step)} has the content of ${quoteText(artifact)} as ${quoteSome(sameDigest)}, not as ${quoteText(sought)}: correct the IN prefixes of the MATCH rule, or record under the same paths.`
        : `Step ${quoteText(step)} has no ${quoteText(sought)}: find out where ${quoteText(artifact)} comes from.`;
    case 'step-absent':
      return `The MATCH rule names ${quoteText(step)}, of which there is no link here: correct the step's name in the layout.`;
    default:
      return reason satisfies never;
  }
}
