import { quoteText } from '@intoto/encoding';
import { printArtifactRule, type SupplyChainItem } from '@intoto/models';
import type { NearMiss, RuleDecision, RuleEvaluation, RuleList } from '@intoto/rules';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import { LIMIT_REMEDY } from './limits.ts';
import type { ReportValue } from './report.ts';
import { count, quoteSome } from './wording.ts';

/** The failure of an item with more rules on more artifacts than the limit allows. */
export function describeRuleWork({ name: item }: SupplyChainItem, list: RuleList, rules: number): Problem {
  return {
    code: 'ERR_LIMIT',
    subject: { item, ruleList: list },
    message: `${list} of ${quoteText(item)} was not checked: patterns of ${count(rules, 'rule')} on that many artifacts cross a limit.`,
    remedy: LIMIT_REMEDY,
  };
}

/** The failure of an item one of whose rules refuses artifacts, or cannot be read. */
export function describeFailedRule(
  item: SupplyChainItem,
  list: RuleList,
  evaluation: RuleEvaluation,
  decision: Extract<RuleDecision, { outcome: 'failed' }>,
): Problem {
  const { number, refused, words, code } = decision;
  const concerned = new Set(code === 'ERR_RULE_DISALLOW' ? refused : []);
  const nearMisses = evaluation.decisions.flatMap((earlier) =>
    earlier.nearMisses.filter(({ artifact }) => concerned.has(artifact)),
  );
  const artifact = refused.length === 1 ? { artifact: refused[0] } : {};
  return {
    code,
    subject: { item: item.name, ruleList: list, ruleNumber: number, ...artifact },
    message: `${quoteText(item.name)}, ${list}, rule ${String(number)}: ${decision.message.replace(/^Rule \d+: /, '')}`,
    remedy: adviseOnRule(decision, nearMisses),
    details: {
      rule: printArtifactRule(words),
      ...bounded('artifacts', refused),
      ...bounded('nearMisses', nearMisses.map(toReportNearMiss)),
    },
  };
}

/**
 * The next thing to do about a failed rule.
 * @param nearMisses - of the artifacts that it refused, from the MATCH rules before it.
 */
function adviseOnRule(decision: Extract<RuleDecision, { outcome: 'failed' }>, nearMisses: readonly NearMiss[]): string {
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

/** A near miss as the details of a check carry it. */
function toReportNearMiss(miss: NearMiss): NearMiss & { readonly [name: string]: ReportValue } {
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
