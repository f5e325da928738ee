import { type MatchRule, parseArtifactRuleText } from '@intoto/models';
import type { AnyReport, Failure, RuleTrace } from '@intoto/verifier';

import { type GraphEdge, type GraphMaking, type GraphNode, keyOf } from './chain-graph.ts';
import type { ChainItem } from './chain-items.ts';
import { finishText, printName } from './escape.ts';
import { asStrings } from './report-value.ts';

/** A flow before its artifacts are printed. */
interface Flow {
  readonly from: string;
  readonly to: string;
  readonly artifacts: Set<string>;
  readonly failure: string | undefined;
}

/** The edges of a layout, and nodes for artifacts that come from nowhere. */
export interface Flows {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Artifacts that MATCH rules took over from steps, those that rules refused, and those that are missing. */
export function addFlows(making: GraphMaking, items: readonly ChainItem[], own: readonly GraphNode[]): Flows {
  const ids = new Map(items.map(({ kind, name }, at) => [keyOf(kind, name), own[at]?.id]));
  const idOf = (kind: ChainItem['kind'], name: string): string | undefined => ids.get(keyOf(kind, name));
  const kindOf = createKindFinder(making.report);
  const flows = new Map<string, Flow>();
  const strays: GraphNode[] = [];
  const add = (from: string, to: string, artifacts: readonly string[], failure?: string): void => {
    const key = `${from} ${to} ${failure ?? ''}`;
    const flow = flows.get(key) ?? { from, to, artifacts: new Set(), failure };
    flows.set(key, flow);
    for (const artifact of artifacts) flow.artifacts.add(artifact);
  };

  for (const trace of making.report.traces) {
    const to = idOf(kindOf(trace), trace.item);
    for (const rule of to === undefined ? [] : trace.rules) {
      const step = rule.consumed.length === 0 ? undefined : readMatch(rule.rule)?.step;
      const from = step === undefined ? undefined : sourceOf(step, idOf);
      if (from !== undefined && to !== undefined) add(from, to, rule.consumed);
    }
  }
  for (const { failure, number } of making.told) {
    const { item, ruleList } = failure.subject;
    const to =
      item === undefined ? undefined : idOf(failure.stage === 'inspection-rules' ? 'inspection' : 'step', item);
    if (to === undefined || ruleList === undefined) continue;
    const sources = refusedSources(failure, making.report.traces);
    const unaccounted: string[] = [];
    for (const [artifact, step] of sources) {
      const from = step === undefined ? undefined : sourceOf(step, idOf);
      if (from === undefined || from === to) unaccounted.push(artifact);
      else add(from, to, [artifact], number);
    }
    if (unaccounted.length === 0) continue;
    const stray: GraphNode = {
      id: making.nextId(),
      kind: 'stray',
      name: failure.code === 'ERR_RULE_REQUIRE' ? 'missing' : 'not accounted for',
      notes: [],
      state: 'failed',
      failures: [number],
    };
    strays.push(stray);
    if (ruleList === 'expected_materials') add(stray.id, to, unaccounted, number);
    else add(to, stray.id, unaccounted, number);
  }
  return { nodes: strays, edges: [...flows.values()].map(toEdge) };
}

/** Rules may take from steps, and those of inspections from inspections too. */
function sourceOf(
  name: string,
  idOf: (kind: ChainItem['kind'], name: string) => string | undefined,
): string | undefined {
  return idOf('step', name) ?? idOf('inspection', name);
}

/** A step's traces come before those of an inspection of the same name. */
function createKindFinder({ checks, traces }: AnyReport): (trace: RuleTrace) => ChainItem['kind'] {
  const steps = new Set(checks.flatMap(({ stage, subject }) => (stage === 'step-rules' ? [subject.item] : [])));
  const first = new Map<string, RuleTrace>();
  for (const trace of traces) {
    const key = `${trace.ruleList} ${trace.item}`;
    if (!first.has(key)) first.set(key, trace);
  }
  return (trace) =>
    steps.has(trace.item) && first.get(`${trace.ruleList} ${trace.item}`) === trace ? 'step' : 'inspection';
}

/** The rule where it is a MATCH rule; one that is no rule has failed, and takes nothing. */
function readMatch(text: string): MatchRule | undefined {
  try {
    const rule = parseArtifactRuleText(text);
    return rule.type === 'MATCH' ? rule : undefined;
  } catch {
    return undefined;
  }
}

/** The artifacts that a rule failed on, each with the step that a near miss found the like of it in. */
function refusedSources(failure: Failure, traces: readonly RuleTrace[]): ReadonlyMap<string, string | undefined> {
  const { item, ruleList, ruleNumber } = failure.subject;
  const found = traces.filter((trace) => trace.item === item && trace.ruleList === ruleList);
  const trace = failure.stage === 'inspection-rules' ? found.at(-1) : found[0];
  const refused =
    trace?.rules.find(({ number }) => number === ruleNumber)?.refused ?? asStrings(failure.details['artifacts']);
  const sources = new Map<string, string | undefined>(refused.map((artifact) => [artifact, undefined]));
  if (failure.code === 'ERR_RULE_REQUIRE') return sources;
  for (const { artifact, step, reason, sameDigest } of trace?.rules.flatMap(({ nearMisses }) => nearMisses) ?? []) {
    const telling = reason === 'digest-differs' || (sameDigest ?? []).length > 0;
    if (telling && sources.has(artifact) && sources.get(artifact) === undefined) sources.set(artifact, step);
  }
  return sources;
}

function toEdge({ from, to, artifacts, failure }: Flow): GraphEdge {
  return {
    from,
    to,
    artifacts: [...artifacts].map((name) => finishText(printName(name))),
    state: failure === undefined ? 'passed' : 'failed',
    failures: failure === undefined ? [] : [failure],
  };
}
