import type { GraphEdge, GraphNode } from '../chain-graph.ts';
import { displayWidth } from '../display-width.ts';

/** Units of the drawing are CSS pixels. */
export const LINE_HEIGHT = 18;
const CHARACTER_WIDTH = 7;
const BOLD_WIDTH = 8;
/** Around text in a node. */
export const PADDING = 12;
/** Between nodes of one column. */
export const ROW_GAP = 28;

/** A node, or the place where an edge passes between nodes. */
export interface Slot {
  readonly node: GraphNode | undefined;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  x: number;
  y: number;
}

/** An edge on its way. */
export interface Route {
  readonly edge: GraphEdge;
  /** From its beginning to its end; of an edge that leads back, those two. */
  readonly slots: readonly Slot[];
  readonly forward: boolean;
  readonly label: { x: number; y: number; width: number; height: number; lines: readonly string[] };
}

/** Cuts a text to a number of columns. */
export function fit(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The room that lines take. */
export function sizeOf(texts: readonly string[], bold: 'first' | 'all'): { width: number; height: number } {
  const widths = texts.map(
    (text, index) => displayWidth(text) * (bold === 'all' || index === 0 ? BOLD_WIDTH : CHARACTER_WIDTH),
  );
  return { width: Math.ceil(Math.max(30, ...widths)) + 2 * PADDING, height: texts.length * LINE_HEIGHT + PADDING };
}
