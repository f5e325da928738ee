import { describe, expect, it } from 'vitest';

import type { GraphEdge, GraphLayout, GraphNode } from '../src/chain-graph.ts';
import { type Box, placeGraph } from '../src/html/graph-layout.ts';

/** Draws from 0 to less than `end` that depend on the seed alone. */
function createDraw(seed: number): (end: number) => number {
  let state = seed + 1;
  return (end) => {
    state = Math.imul(state, 48_271) % 0x7fff_ffff;
    return Math.abs(state) % end;
  };
}

/** Any graph: chains, stars, cycles, loops, strays, parts without edges. */
function createGraph(seed: number): GraphLayout {
  const draw = createDraw(seed);
  const node = (index: number, kind: GraphNode['kind']): GraphNode => ({
    id: `n${index}`,
    kind,
    name: 'x'.repeat(draw(60)),
    notes: Array.from({ length: draw(6) }, () => 'y'.repeat(draw(40))),
    state: 'passed',
    failures: [],
  });
  const steps = Array.from({ length: draw(12) }, (_, index) => node(index + 1, index % 5 === 4 ? 'stray' : 'step'));
  const edges = Array.from({ length: steps.length === 0 ? 0 : draw(20) }, (): GraphEdge => {
    const failed = draw(3) === 0;
    return {
      from: `n${draw(steps.length) + 1}`,
      to: `n${draw(steps.length) + 1}`,
      artifacts: Array.from({ length: draw(6) + 1 }, (_, index) => `file-${index}`),
      state: failed ? 'failed' : 'passed',
      failures: failed ? ['1'] : [],
    };
  });
  return { path: [], parent: undefined, nodes: [node(0, 'layout'), ...steps], edges };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function overlaps(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((a, index) => boxes.slice(index + 1).flatMap((b) => (overlap(a, b) ? [[a, b] as const] : [])));
}

describe('placeGraph', () => {
  it('draws every node and edge once, within the drawing, without nodes or labels upon each other', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const graph = createGraph(seed);
      const { nodes, edges, width, height } = placeGraph(graph);
      expect([seed, nodes.map(({ node }) => node.id).sort()]).toEqual([seed, graph.nodes.map(({ id }) => id).sort()]);
      expect(edges.map(({ edge }) => edge)).toEqual(graph.edges);
      expect([seed, overlaps(nodes)]).toEqual([seed, []]);
      expect([seed, overlaps(edges.map(({ label }) => label))]).toEqual([seed, []]);
      for (const box of [...nodes, ...edges.map(({ label }) => label)]) {
        expect([
          seed,
          box.x >= 0,
          box.y >= 0,
          box.x + box.width <= width + 0.01,
          box.y + box.height <= height + 0.01,
        ]).toEqual([seed, true, true, true, true]);
      }
      for (const { path } of edges) expect(path).toMatch(/^M[\d.-]+ [\d.-]+(?:[CL ]|[\d.-]+)+$/);
    }
  });

  it('stays within time for as many parts as are drawn', () => {
    const graph = createGraph(1);
    const nodes = Array.from({ length: 300 }, (_, index): GraphNode => ({
      ...graph.nodes[0],
      id: `n${index}`,
      kind: 'step',
    }));
    const edges = nodes
      .slice(1)
      .map((node): GraphEdge => ({ from: 'n0', to: node.id, artifacts: ['a'], state: 'passed', failures: [] }));
    const placed = placeGraph({ ...graph, nodes: [graph.nodes[0], ...nodes], edges });
    expect([placed.nodes.length, placed.edges.length]).toEqual([301, 299]);
  });
});
