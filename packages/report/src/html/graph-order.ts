import type { GraphLayout } from '../chain-graph.ts';
import type { Route, Slot } from './graph-slots.ts';

const SWEEPS = 4;

/** The column of each node: behind all that it takes artifacts from, as far as that is drawn forwards. */
export function rankNodes({ nodes, edges }: GraphLayout): Map<string, number> {
  const sources = new Set(edges.map(({ from }) => from));
  const order = [
    ...nodes.filter(({ kind, id }) => kind === 'stray' && sources.has(id)),
    ...nodes.filter(({ kind }) => kind !== 'stray'),
    ...nodes.filter(({ kind, id }) => kind === 'stray' && !sources.has(id)),
  ];
  const place = new Map(order.map(({ id }, index) => [id, index]));
  const ranks = new Map(order.map(({ id }) => [id, 0]));
  const incoming = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if ((place.get(from) ?? 0) < (place.get(to) ?? 0)) incoming.set(to, [...(incoming.get(to) ?? []), from]);
  }
  for (const { id } of order) {
    const before = (incoming.get(id) ?? []).map((from) => (ranks.get(from) ?? 0) + 1);
    ranks.set(id, Math.max(0, ...before));
  }
  const strays = new Set(nodes.filter(({ kind }) => kind === 'stray').map(({ id }) => id));
  for (const { from, to } of edges) if (strays.has(from)) ranks.set(from, Math.max(0, (ranks.get(to) ?? 1) - 1));
  return ranks;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Puts the slots of each column into an order in which few edges cross. */
export function sortColumns(columns: Slot[][], routes: readonly Route[]): void {
  const neighbours = new Map<Slot, Slot[]>();
  for (const { slots, forward } of routes) {
    for (const [index, slot] of forward ? slots.entries() : []) {
      const beside = [slots[index - 1], slots[index + 1]].filter((other) => other !== undefined);
      neighbours.set(slot, [...(neighbours.get(slot) ?? []), ...beside]);
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const places = new Map(
      columns.flatMap((column) => column.map((slot, index) => [slot, index - column.length / 2] as const)),
    );
    for (const column of columns) {
      const weight = new Map(
        column.map((slot) => [
          slot,
          mean((neighbours.get(slot) ?? []).map((other) => places.get(other) ?? 0)) ?? places.get(slot) ?? 0,
        ]),
      );
      column.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
      for (const [index, slot] of column.entries()) places.set(slot, index - column.length / 2);
    }
  }
}
