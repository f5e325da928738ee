import type { GraphLayout } from '../chain-graph.ts';
import { countOf } from '../field.ts';
import { nodeLines } from '../graph-text.ts';
import { type Markup, tag } from '../markup.ts';
import { type Box, type PlacedEdge, type PlacedNode, placeGraph } from './graph-layout.ts';
import { LINE_HEIGHT } from './graph-slots.ts';

/** Room for thick lines at the border. */
const MARGIN = 8;

/** A drawing up to this wide is made to fit the page; in a wider one nobody could read. */
const WIDEST_TO_FIT = 1500;

/** Where a failure is told. */
export function failureAnchor(number: string): string {
  return `failure-${number.replaceAll('.', '-')}`;
}

/** Where a step or inspection stands in the table. */
export function nodeAnchor(id: string): string {
  return `item-${id}`;
}

function textLines({ x, y, width, lines }: Box, top: number): Markup {
  const center = x + width / 2;
  return tag(
    'text',
    { x: center, y: y + top, 'text-anchor': 'middle' },
    ...lines.map((line, index) =>
      tag('tspan', { x: center, y: y + top + index * LINE_HEIGHT, class: index === 0 ? 'first' : undefined }, line),
    ),
  );
}

/** What is red is a link to where it is told why. */
function linked(
  target: string | undefined,
  attributes: { readonly class: string; readonly title: string },
  ...parts: readonly Markup[]
): Markup {
  const title = tag('title', {}, attributes.title);
  return target === undefined
    ? tag('g', { class: attributes.class }, title, ...parts)
    : tag('a', { class: attributes.class, href: `#${target}`, 'aria-label': attributes.title }, title, ...parts);
}

function drawNode(placed: PlacedNode): Markup {
  const { node, x, y, width, height } = placed;
  const [failure] = node.failures;
  const listed = node.kind === 'step' || node.kind === 'inspection';
  const target = failure === undefined ? (listed ? nodeAnchor(node.id) : undefined) : failureAnchor(failure);
  return linked(
    target,
    { class: `node ${node.kind} ${node.state}`, title: `${nodeLines(node).join(', ')}: ${node.state}` },
    tag('rect', { x, y, width, height, rx: node.kind === 'stray' ? height / 2 : node.kind === 'inspection' ? 18 : 6 }),
    textLines(placed, LINE_HEIGHT + 2),
  );
}

function drawEdge({ edge, path, label }: PlacedEdge, names: ReadonlyMap<string, string>): Markup {
  const [failure] = edge.failures;
  const ends = `from ${names.get(edge.from) ?? ''} to ${names.get(edge.to) ?? ''}`;
  const title = `${countOf(edge.artifacts.length, 'artifact')} ${ends}${failure === undefined ? '' : `, refused: see failure ${edge.failures.join(', ')}`}`;
  return linked(
    failure === undefined ? undefined : failureAnchor(failure),
    { class: `edge ${edge.state}`, title },
    tag('path', { class: 'reach', d: path }),
    tag('path', { class: 'line', d: path, 'marker-end': `url(#arrow-${edge.state})` }),
    tag('rect', { class: 'label', x: label.x, y: label.y, width: label.width, height: label.height, rx: 4 }),
    textLines(label, LINE_HEIGHT - 4),
  );
}

/** The graph of one layout as a drawing whose failed parts are links to their failures. */
export function drawGraph(layout: GraphLayout, title: string): Markup {
  const { width, height, nodes, edges } = placeGraph(layout);
  const names = new Map(layout.nodes.map((node) => [node.id, nodeLines(node)[0] ?? '']));
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].map(Math.ceil);
  // Failed edges last, so that nothing is drawn over them.
  const sorted = edges.toSorted((a, b) => a.edge.failures.length - b.edge.failures.length);
  return tag(
    'svg',
    {
      viewBox: box.join(' '),
      width: box[2],
      height: box[3],
      class: width <= WIDEST_TO_FIT ? 'fit' : undefined,
      role: 'group',
      'aria-label': title,
    },
    ...sorted.map((edge) => drawEdge(edge, names)),
    ...nodes.map(drawNode),
  );
}

/** The heads of arrows, once for all drawings of a page. */
export function arrowHeads(): Markup {
  return tag(
    'svg',
    { class: 'arrows', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    ...['passed', 'failed'].map((state) =>
      tag(
        'marker',
        {
          id: `arrow-${state}`,
          class: state,
          viewBox: '0 0 10 10',
          refX: 9,
          refY: 5,
          markerWidth: 10,
          markerHeight: 10,
          markerUnits: 'userSpaceOnUse',
          orient: 'auto',
        },
        tag('path', { d: 'M0 0L10 5L0 10z' }),
      ),
    ),
  );
}
