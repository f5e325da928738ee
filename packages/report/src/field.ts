import { type Block, splitLongLabel, type Style } from './block.ts';

/** Columns of the labels in front of facts. */
const LABEL_WIDTH = 13;

/** More is a list nobody reads: the rest is counted. `renderJson` has it all. */
const MAX_ITEMS = 10;

/** A fact about a check: a label, and a text safe to print. An empty label continues the field before. */
export interface Field {
  readonly label: string;
  readonly text: string;
  /** Of the label. */
  readonly style?: Style | undefined;
  readonly quoted?: boolean | undefined;
}

/** What {@link listFields} leaves out. */
export interface ListBounds {
  /** How many entries there are, where `lines` has only the first ones. */
  readonly total?: number | undefined;
  /** How many to show. */
  readonly max?: number | undefined;
}

/** Fields with one label for all lines of a list; what is left out is counted. */
export function listFields(label: string, lines: readonly string[], bounds: ListBounds = {}): Field[] {
  const { total = lines.length, max = MAX_ITEMS } = bounds;
  const shown = lines.slice(0, max);
  const fields = shown.map((text, index) => ({ label: index === 0 ? label : '', text }));
  return total > shown.length ? [...fields, { label: '', text: andMore(total - shown.length) }] : fields;
}

/** Tells how much of a list was left out. */
export function andMore(count: number): string {
  return `and ${count} more`;
}

/** `1 link`, `2 links`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The fields as paragraphs with their labels in one column. */
export function fieldBlocks(fields: readonly Field[], level: number): Block[] {
  return fields.flatMap(({ label, text, style = 'faint', quoted }) =>
    splitLongLabel({ level, label, labelWidth: LABEL_WIDTH, labelStyle: style, text, quoted }),
  );
}
