import type { GraphEdge, GraphLayout, GraphNode } from '../chain-graph.ts';
import { edgeLines, nodeLines } from '../graph-text.ts';
import { rankNodes, sortColumns } from './graph-order.ts';
import { drawBack, drawForward, movePath, separateLabels, spreadPorts } from './graph-routes.ts';
import { fit, LINE_HEIGHT, PADDING, type Route, ROW_GAP, sizeOf, type Slot } from './graph-slots.ts';

const COLUMN_GAP = 44;
/** What rows of nodes may take in any case. */
const NARROWEST = 900;
/** The room of an edge that passes between nodes. */
const LANE_HEIGHT = 14;
/** Columns of text that a node or a label may take. */
const NODE_COLUMNS = 36;
const LABEL_COLUMNS = 26;

/** Text within a box, cut to fit. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** The path of a line, in the language of SVG. */
  readonly path: string;
  readonly label: Box;
}

/** Where everything of one layout is drawn. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

function heightOf(column: readonly Slot[]): number {
  return column.reduce((sum, { height }) => sum + height, 0) + ROW_GAP * Math.max(0, column.length - 1);
}

function placeColumns(columns: readonly Slot[][], gaps: readonly number[]): { width: number; height: number } {
  const height = Math.max(0, ...columns.map(heightOf));
  let x = 0;
  for (const [index, column] of columns.entries()) {
    let y = (height - heightOf(column)) / 2;
    for (const slot of column) {
      slot.x = x;
      slot.y = y;
      y += slot.height + ROW_GAP;
    }
    x += Math.max(0, ...column.map(({ width }) => width)) + (gaps[index] ?? 0);
  }
  return { width: x, height };
}

function makeSlot(node: GraphNode): Slot {
  const texts = nodeLines(node).map((text) => fit(text, NODE_COLUMNS));
  return { node, lines: texts, ...sizeOf(texts, 'first'), x: 0, y: 0 };
}

/** Nodes without edges below the others, from left to right. */
function placeRows(slots: readonly Slot[], { top, width }: { readonly top: number; readonly width: number }): void {
  let [x, y, tallest] = [0, top === 0 ? 0 : top + ROW_GAP, 0];
  for (const slot of slots) {
    if (x > 0 && x + slot.width > Math.max(width, NARROWEST)) [x, y, tallest] = [0, y + tallest + ROW_GAP, 0];
    slot.x = x;
    slot.y = y;
    x += slot.width + ROW_GAP;
    tallest = Math.max(tallest, slot.height);
  }
}

/** Lays out the graph of one layout from left to right. The layout's own node stands above, without edges. */
export function placeGraph(graph: GraphLayout): Placement {
  const [head, ...nodes] = graph.nodes;
  const ranks = rankNodes({ ...graph, nodes: [head, ...nodes] });
  const slotOf = new Map<string, Slot>();
  const columns = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, (): Slot[] => []);
  const connected = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  for (const node of nodes) {
    const slot = makeSlot(node);
    slotOf.set(node.id, slot);
    if (connected.has(node.id)) columns[ranks.get(node.id) ?? 0]?.push(slot);
  }
  const routes = graph.edges.flatMap((edge): Route[] => {
    const [from, to] = [slotOf.get(edge.from), slotOf.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const [start, end] = [ranks.get(edge.from) ?? 0, ranks.get(edge.to) ?? 0];
    const between: Slot[] = [];
    for (let rank = start + 1; rank < end; rank += 1) {
      const lane: Slot = { node: undefined, lines: [], width: 0, height: LANE_HEIGHT, x: 0, y: 0 };
      columns[rank]?.push(lane);
      between.push(lane);
    }
    const texts = edgeLines(edge).map((text) => fit(text, LABEL_COLUMNS));
    const { width, height } = sizeOf(texts, 'all');
    return [
      {
        edge,
        slots: [from, ...between, to],
        forward: end > start,
        label: { x: 0, y: 0, width: width - PADDING, height: height - PADDING / 2, lines: texts },
      },
    ];
  });
  sortColumns(columns, routes);
  const gaps = columns.map((_, rank) =>
    rank === columns.length - 1
      ? 0
      : COLUMN_GAP +
        Math.max(
          0,
          ...routes
            .filter(({ edge, forward }) => forward && ranks.get(edge.from) === rank)
            .map(({ label }) => label.width),
        ),
  );
  const size = placeColumns(columns, gaps);
  const back = routes.some(({ forward }) => !forward);
  const bottom = size.height + (back ? 3 * LINE_HEIGHT : 0);
  const widths = columns.map((column) => Math.max(0, ...column.map(({ width }) => width)));
  const [leaving, entering] = [spreadPorts(routes, 'leaving'), spreadPorts(routes, 'entering')];
  const paths = new Map(
    routes.map((route) => [
      route,
      route.forward
        ? drawForward(route, leaving.get(route) ?? 0, entering.get(route) ?? 0, widths, ranks.get(route.edge.from) ?? 0)
        : drawBack(route, bottom),
    ]),
  );
  separateLabels(routes);
  const labels = routes.map(({ label }) => label);
  placeRows(
    [...slotOf].flatMap(([id, slot]) => (connected.has(id) ? [] : [slot])),
    { top: Math.max(bottom, ...labels.map(({ y, height }) => y + height)), width: size.width },
  );
  return frame(makeSlot(head), [...slotOf.values()], routes, paths);
}

/** Moves everything to where no coordinate is negative, the layout's node above the rest. */
function frame(
  head: Slot,
  slots: readonly Slot[],
  routes: readonly Route[],
  paths: ReadonlyMap<Route, string>,
): Placement {
  const boxes = [...slots, ...routes.map(({ label }) => label)];
  const top = Math.min(0, ...boxes.map(({ y }) => y));
  const left = Math.min(0, ...boxes.map(({ x }) => x));
  head.y = top - head.height - (slots.length === 0 ? 0 : ROW_GAP);
  head.x = left;
  const all = [head, ...boxes];
  return {
    width: Math.max(...all.map(({ x, width }) => x + width)) - left,
    height: Math.max(...all.map(({ y, height }) => y + height)) - head.y,
    nodes: [head, ...slots].flatMap(({ node, ...box }) =>
      node === undefined ? [] : [{ node, ...box, x: box.x - left, y: box.y - head.y }],
    ),
    edges: routes.map((route) => ({
      edge: route.edge,
      path: movePath(paths.get(route) ?? '', -left, -head.y),
      label: { ...route.label, x: route.label.x - left, y: route.label.y - head.y },
    })),
  };
}
