import type { AnyReport } from '@intoto/verifier';

import { buildChainGraph, type GraphLayout, type GraphNode, type GraphState } from './chain-graph.ts';
import type { GraphOptions } from './graph-options.ts';
import { edgeLines, nodeLines } from './graph-text.ts';

const COLORS: Readonly<Record<GraphState, string>> = {
  passed: 'color="#1a7f37", fillcolor="#e6f4ea"',
  failed: 'color="#cf222e", fillcolor="#ffebe9", penwidth=2.5',
  warning: 'color="#9a6700", fillcolor="#fff8c5"',
  unknown: 'color="#6e7781", fillcolor="#eaeef2", style="filled,dashed"',
};

const SHAPES: Readonly<Record<GraphNode['kind'], string>> = {
  layout: 'note',
  step: 'box',
  inspection: 'hexagon',
  stray: 'ellipse',
};

/** A quoted string; backslashes are doubled, since DOT gives `\N` and others a meaning, and HTML entities are broken. */
function quote(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replaceAll('&', '&amp;').replace(/[\\"]/g, String.raw`\$&`)).join(String.raw`\n`)}"`;
}

function layoutLines({ path, nodes, edges }: GraphLayout, at: number): readonly string[] {
  const lines = [
    ...nodes.map(
      (node) => `${node.id} [label=${quote(nodeLines(node))}, shape=${SHAPES[node.kind]}, ${COLORS[node.state]}];`,
    ),
    ...edges.map(
      (edge) =>
        `${edge.from} -> ${edge.to} [label=${quote(edgeLines(edge))}${edge.state === 'failed' ? ', color="#cf222e", fontcolor="#cf222e", penwidth=2.5' : ''}];`,
    ),
  ];
  if (path.length === 0) return lines;
  const title = `label=${quote([`sublayout of ${path.join(' > ')}`])};`;
  return [`subgraph cluster_${at} {`, ...[title, ...lines].map((line) => `  ${line}`), '}'];
}

/**
 * A report as a graph in DOT, the language of Graphviz: what {@link renderMermaid} shows, for `dot -Tsvg`.
 *
 * @example
 * ```ts no-run
 * import { renderDot } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const dot = renderDot(report);
 * ```
 */
export function renderDot(report: AnyReport, options: GraphOptions = {}): string {
  const { layouts } = buildChainGraph(report, options);
  return `${[
    'digraph chain {',
    '  rankdir=LR;',
    '  node [style=filled, fontname="sans-serif", fontcolor="#1f2328"];',
    '  edge [fontname="sans-serif", fontsize=11];',
    ...layouts.flatMap(layoutLines).map((line) => `  ${line}`),
    ...layouts.flatMap(({ parent, nodes }) =>
      parent === undefined ? [] : [`  ${parent} -> ${nodes[0].id} [style=dashed];`],
    ),
    '}',
  ].join('\n')}\n`;
}
