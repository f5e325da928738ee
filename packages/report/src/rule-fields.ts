import type { AnyReport, Failure, RuleTrace } from '@intoto/verifier';

import { escapeText, printName } from './escape.ts';
import type { Facts } from './facts.ts';
import { countOf, type Field, listFields } from './field.ts';
import { nearMissFields, type NearMissInRule } from './near-miss-fields.ts';
import { asString, asStrings } from './report-value.ts';

const MAX_SIMILAR = 3;

/** The trace of the list that holds the failed rule. A step comes before an inspection of the same name. */
function traceOf(report: AnyReport, { stage, subject }: Failure): RuleTrace | undefined {
  const traces = report.traces.filter((trace) => trace.item === subject.item && trace.ruleList === subject.ruleList);
  return stage === 'inspection-rules' ? traces.at(-1) : traces[0];
}

/** Near misses of the artifacts concerned, in the failed rule and those before it. */
function nearMissesOf(failedNumber: number, trace: RuleTrace, artifacts: readonly string[]): NearMissInRule[] {
  const concerned = new Set(artifacts);
  return trace.rules
    .filter((rule) => rule.number <= failedNumber)
    .flatMap((rule) =>
      rule.nearMisses
        .filter((miss) => concerned.has(miss.artifact))
        .map((miss) => ({ miss, rule: `rule ${rule.number}: ${escapeText(rule.rule)}` })),
    );
}

function fileNameOf(artifact: string): string {
  return artifact.slice(artifact.lastIndexOf('/') + 1);
}

/** Why a required artifact is not in the queue: an earlier rule took it, or it was never there. */
function requireFields(artifact: string, failedNumber: number, trace: RuleTrace): Field[] {
  const earlier = trace.rules.find((rule) => rule.number < failedNumber && rule.consumed.includes(artifact));
  if (earlier !== undefined) {
    const text = `rule ${earlier.number} had already taken it from the queue: ${escapeText(earlier.rule)}`;
    return [{ label: 'near miss', style: 'warning', text }];
  }
  if (trace.queue.includes(artifact)) return [];
  const list = trace.ruleList === 'expected_materials' ? 'material' : 'product';
  const text = `not among the ${countOf(trace.queue.length, list)} of ${printName(trace.item)}`;
  const similar = trace.queue.filter((name) => fileNameOf(name) === fileNameOf(artifact));
  return [
    { label: 'found', text },
    ...listFields(
      'near miss',
      similar.map((name) => `${printName(name)} has the same file name`),
      { max: MAX_SIMILAR },
    ),
  ];
}

/** What came near to letting the artifacts pass. */
function nearMisses(failure: Failure, failedNumber: number, trace: RuleTrace, artifacts: readonly string[]): Field[] {
  const misses = nearMissesOf(failedNumber, trace, artifacts);
  const [artifact] = artifacts;
  if (failure.code === 'ERR_RULE_REQUIRE' && artifact !== undefined) {
    return requireFields(artifact, failedNumber, trace);
  }
  if (failure.code !== 'ERR_RULE_DISALLOW' || misses.length > 0 || failedNumber === 1) return nearMissFields(misses);
  return [{ label: 'near miss', text: `none: no earlier rule takes ${artifacts.length > 1 ? 'them' : 'it'}` }];
}

/** The rule that failed, the artifacts it failed on, and what came near to letting them pass. */
export function ruleFacts(failure: Failure, report: AnyReport): Facts {
  const { subject, details } = failure;
  const { ruleList, ruleNumber } = subject;
  const trace = traceOf(report, failure);
  const rule = trace?.rules.find(({ number }) => number === ruleNumber);
  const words = rule?.rule ?? asString(details['rule']) ?? '';
  const named = asStrings(details['artifacts']);
  const artifacts = rule?.refused ?? (named.length > 0 || subject.artifact === undefined ? named : [subject.artifact]);
  return {
    covered: ['rule', 'artifacts', 'nearMisses'],
    fields: [
      { label: 'rule', text: `rule ${ruleNumber ?? '?'} of ${ruleList ?? 'a list'}: ${escapeText(words)}` },
      ...listFields(artifacts.length > 1 ? 'artifacts' : 'artifact', artifacts.map(printName)),
      ...(trace === undefined || ruleNumber === undefined ? [] : nearMisses(failure, ruleNumber, trace, artifacts)),
    ],
  };
}
