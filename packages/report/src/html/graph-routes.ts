import type { Route, Slot } from './graph-slots.ts';

/** Where each edge leaves or enters a node, spread over the node's side in the order of the other ends. */
export function spreadPorts(routes: readonly Route[], side: 'leaving' | 'entering'): Map<Route, number> {
  const ports = new Map<Route, number>();
  const byNode = new Map<Slot, Route[]>();
  for (const route of routes) {
    const slot = side === 'leaving' ? route.slots[0] : route.slots.at(-1);
    if (route.forward && slot !== undefined) byNode.set(slot, [...(byNode.get(slot) ?? []), route]);
  }
  for (const [slot, all] of byNode) {
    const next = ({ slots }: Route): number => (side === 'leaving' ? slots[1] : slots.at(-2))?.y ?? 0;
    const sorted = all.toSorted((a, b) => next(a) - next(b));
    for (const [index, route] of sorted.entries()) {
      ports.set(route, slot.y + (slot.height * (index + 1)) / (sorted.length + 1));
    }
  }
  return ports;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** A line through the gaps between columns, level where it passes nodes. */
export function drawForward(
  route: Route,
  from: number,
  to: number,
  columnWidths: readonly number[],
  first: number,
): string {
  const { slots, label } = route;
  let path = '';
  for (const [index, slot] of slots.entries()) {
    const next = slots[index + 1];
    if (next === undefined) break;
    const start =
      index === 0
        ? { x: slot.x + slot.width, y: from }
        : { x: slot.x + (columnWidths[first + index] ?? 0), y: slot.y + slot.height / 2 };
    const end = { x: next.x, y: index === slots.length - 2 ? to : next.y + next.height / 2 };
    const middle = (start.x + end.x) / 2;
    path += index === 0 ? `M${round(start.x)} ${round(start.y)}` : `L${round(start.x)} ${round(start.y)}`;
    path += `C${round(middle)} ${round(start.y)} ${round(middle)} ${round(end.y)} ${round(end.x)} ${round(end.y)}`;
    if (index === 0) {
      label.x = middle - label.width / 2;
      label.y = (start.y + end.y) / 2 - label.height / 2;
    }
  }
  return path;
}

/** A line below the nodes, for artifacts that a step took from itself or from a later one. */
export function drawBack({ slots, label }: Route, bottom: number): string {
  const [from, to] = [slots[0], slots.at(-1)];
  if (from === undefined || to === undefined) return '';
  const start = { x: from.x + from.width * 0.6, y: from.y + from.height };
  const end = { x: to.x + to.width * 0.4, y: to.y + to.height };
  label.x = (start.x + end.x) / 2 - label.width / 2;
  label.y = bottom - label.height;
  return `M${round(start.x)} ${round(start.y)}C${round(start.x)} ${round(bottom)} ${round(end.x)} ${round(bottom)} ${round(end.x)} ${round(end.y)}`;
}

/** Moves labels that lie upon each other apart. */
export function separateLabels(routes: readonly Route[]): void {
  const sorted = routes.map(({ label }) => label).toSorted((a, b) => a.y - b.y);
  for (const [index, label] of sorted.entries()) {
    for (const above of sorted.slice(0, index)) {
      const beside = above.x + above.width <= label.x || label.x + label.width <= above.x;
      if (!beside && label.y < above.y + above.height + 2) label.y = above.y + above.height + 2;
    }
  }
}

/** The same path elsewhere. */
export function movePath(path: string, x: number, y: number): string {
  return path.replace(
    /(-?[\d.]+) (-?[\d.]+)/g,
    (_, a: string, b: string) => `${round(Number(a) + x)} ${round(Number(b) + y)}`,
  );
}
