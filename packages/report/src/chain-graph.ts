import type { AnyReport } from '@intoto/verifier';

import { addFlows } from './chain-graph-flows.ts';
import { type ChainItem, listItems } from './chain-items.ts';
import { finishText, printName } from './escape.ts';
import { createKeyPrinter } from './key-text.ts';
import { scopeOf } from './partial-scope.ts';
import { signerText } from './signer-text.ts';
import { type ToldFailure, tellFailures } from './told-failures.ts';

/** What became of a part of the chain; `unknown` where it was not checked because something before it failed. */
export type GraphState = 'passed' | 'failed' | 'warning' | 'unknown';

/** A part of the chain. All its texts are safe to print. */
export interface GraphNode {
  /** `n` and a number: unique within the graph, and a word in every language that graphs are written in. */
  readonly id: string;
  /** `stray` stands for artifacts that no rule accounts for, or that are missing. */
  readonly kind: 'layout' | 'step' | 'inspection' | 'stray';
  readonly name: string;
  /** Lines below the name: who signed, of how many. */
  readonly notes: readonly string[];
  readonly state: GraphState;
  /** Numbers of the failures that concern it, as the text has them. */
  readonly failures: readonly string[];
}

/** Artifacts that went from one node to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Safe to print, sorted as in the report. */
  readonly artifacts: readonly string[];
  readonly state: Extract<GraphState, 'passed' | 'failed'>;
  readonly failures: readonly string[];
}

/** One layout of a chain: the outermost, or a sublayout. The first node is the layout itself. */
export interface GraphLayout {
  /** Names of the steps whose sublayouts lead here, outermost first; printable. */
  readonly path: readonly string[];
  /** The node of the step that this layout stands for; `undefined` for the outermost layout. */
  readonly parent: string | undefined;
  readonly nodes: readonly [GraphNode, ...GraphNode[]];
  readonly edges: readonly GraphEdge[];
}

/** A supply chain as a report shows it: every layout with its steps, inspections and the artifacts between them. */
export interface ChainGraph {
  /** A layout before its sublayouts. */
  readonly layouts: readonly GraphLayout[];
}

/** What the parts of a layout are made with. */
export interface GraphMaking {
  readonly report: AnyReport;
  /** The failures of this report alone. */
  readonly told: readonly ToldFailure[];
  readonly nextId: () => string;
}

/**
 * The graph of a report, for {@link renderMermaid}, {@link renderDot} and {@link renderHtml}. It holds what the verifier found
 * to be authentic: of a layout that is not, there are no steps.
 */
export function buildChainGraph(
  report: AnyReport,
  options: { readonly keyNames?: ReadonlyMap<string, string> | undefined } = {},
): ChainGraph {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const told = tellFailures(report, printKey);
  const layouts: GraphLayout[] = [];
  let count = 0;
  const nextId = (): string => `n${count++}`;

  const addLayout = (own: AnyReport, path: readonly string[], parent: string | undefined): void => {
    const making: GraphMaking = { report: own, nextId, told: told.filter((failure) => failure.report === own) };
    const items = listItems(own, printKey);
    const numbers = numbersByItem(making.told);
    const nodes = items.map((item) => itemNode(item, numbers.get(keyOf(item.kind, item.name)) ?? [], nextId()));
    const steps = new Map(
      items.flatMap(({ kind, name }, at) => (kind === 'step' ? [[name, nodes[at]?.id] as const] : [])),
    );
    const flows = addFlows(making, items, nodes);
    const [layout, ...signers] = own.signatures.filter(({ item }) => item === undefined);
    const head: GraphNode = {
      id: nextId(),
      kind: 'layout',
      name: path.length === 0 ? 'layout' : 'sublayout',
      notes: [
        ...[layout, ...signers].flatMap((signature) =>
          signature === undefined ? [] : [`signed by ${finishText(signerText(signature, printKey))}`],
        ),
        ...(scopeOf(own) === undefined ? [] : ['PARTIAL: not all of it was checked']),
        ...(own.expires === undefined ? [] : [`expires ${finishText(printName(own.expires))}`]),
      ],
      ...layoutState(making),
    };
    layouts.push({
      path: path.map((name) => finishText(printName(name))),
      parent,
      nodes: [head, ...nodes, ...flows.nodes],
      edges: flows.edges,
    });
    for (const { step, report: inner } of own.sublayouts) addLayout(inner, [...path, step], steps.get(step));
  };
  addLayout(report, [], undefined);
  return { layouts };
}

function itemNode({ kind, name, notes, state }: ChainItem, failures: readonly string[], id: string): GraphNode {
  return {
    id,
    kind,
    name: finishText(printName(name)),
    notes: notes.map(finishText),
    state: failures.length > 0 ? 'failed' : state,
    failures,
  };
}

/** A step and an inspection may have the same name. */
export function keyOf(kind: ChainItem['kind'], name: string): string {
  return `${kind} ${name}`;
}

/** The numbers of the failures of each step and inspection. */
function numbersByItem(told: readonly ToldFailure[]): ReadonlyMap<string, readonly string[]> {
  const numbers = new Map<string, string[]>();
  for (const { number, failure } of told) {
    const key = keyOf(failure.stage.startsWith('inspection') ? 'inspection' : 'step', failure.subject.item ?? '');
    const known = numbers.get(key);
    if (known === undefined) numbers.set(key, [number]);
    else known.push(number);
  }
  return numbers;
}

/** The layout's own state: whatever concerns no step and no inspection. */
function layoutState({ report, told }: GraphMaking): Pick<GraphNode, 'state' | 'failures'> {
  const failures = told.filter(({ failure }) => failure.subject.item === undefined).map(({ number }) => number);
  const warned =
    scopeOf(report) !== undefined ||
    report.checks.some(({ status, subject }) => status === 'warning' && subject.item === undefined);
  return { state: failures.length > 0 ? 'failed' : warned ? 'warning' : 'passed', failures };
}
