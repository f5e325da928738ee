import type { AnyReport } from '@intoto/verifier';

import { buildChainGraph, type GraphLayout, type GraphNode, type GraphState } from './chain-graph.ts';
import type { GraphOptions } from './graph-options.ts';
import { edgeLines, nodeLines } from './graph-text.ts';

/** Readable on light and dark pages alike: the fill brings its own text colour. */
const CLASSES: Readonly<Record<GraphState, string>> = {
  passed: 'fill:#e6f4ea,stroke:#1a7f37,color:#1f2328',
  failed: 'fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-width:3px',
  warning: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
  unknown: 'fill:#eaeef2,stroke:#6e7781,color:#1f2328,stroke-dasharray:4',
};

const SHAPES: Readonly<Record<GraphNode['kind'], readonly [open: string, close: string]>> = {
  layout: ['[[', ']]'],
  step: ['[', ']'],
  inspection: ['{{', '}}'],
  stray: ['([', '])'],
};

/** In a quoted string Mermaid reads entities and HTML; every mark is written as a code point instead. */
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replace(/[^\p{L}\p{N} .,:;/_+=-]/gu, (mark) => `#${mark.codePointAt(0) ?? 0};`),
  );
  return `"${escaped.join('<br/>')}"`;
}

function layoutLines({ path, nodes, edges }: GraphLayout, at: number): readonly string[] {
  const lines = nodes.map((node) => {
    const [open, close] = SHAPES[node.kind];
    return `${node.id}${open}${quote(nodeLines(node))}${close}:::${node.state}`;
  });
  const flows = edges.map(
    (edge) => `${edge.from} ${edge.state === 'failed' ? '==>' : '-->'}|${quote(edgeLines(edge))}| ${edge.to}`,
  );
  if (path.length === 0) return [...lines, ...flows];
  return [
    `subgraph s${at} [${quote([`sublayout of ${path.join(' > ')}`])}]`,
    ...[...lines, ...flows].map((line) => `  ${line}`),
    'end',
  ];
}

/**
 * A report as a Mermaid flowchart, which GitHub and GitLab draw in Markdown: steps, inspections and sublayouts, who signed
 * them, the artifacts that went from one to the other, and the failures in red. Names are written so that they are text and
 * nothing else.
 *
 * @example
 * ```ts no-run
 * import { renderMermaid } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const markdown = '```mermaid\n' + renderMermaid(report) + '```\n';
 * ```
 */
export function renderMermaid(report: AnyReport, options: GraphOptions = {}): string {
  const { layouts } = buildChainGraph(report, options);
  const edges = layouts.flatMap((layout) => layout.edges);
  const failed = edges.flatMap(({ state }, index) => (state === 'failed' ? [index] : []));
  return `${[
    'flowchart LR',
    ...layouts.flatMap(layoutLines).map((line) => `  ${line}`),
    ...layouts.flatMap(({ parent, nodes }) => (parent === undefined ? [] : [`  ${parent} -.-> ${nodes[0].id}`])),
    ...Object.entries(CLASSES).map(([name, style]) => `  classDef ${name} ${style}`),
    ...(failed.length === 0 ? [] : [`  linkStyle ${failed.join(',')} stroke:#cf222e,stroke-width:3px`]),
  ].join('\n')}\n`;
}
