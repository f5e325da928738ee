import { displayWidth } from './display-width.ts';
import { guardText, restoreBlanks } from './escape.ts';

/** What a piece of text is, for colour. */
export type Style = 'good' | 'bad' | 'warning' | 'strong' | 'faint';

/** A paragraph. Its text is safe to print (see `escape.ts`) and is broken at blanks. */
export interface Block {
  /** Nesting; each level is three columns. */
  readonly level: number;
  /** Stands before the text in the first line; further lines hang under the text. */
  readonly label?: string | undefined;
  /** Columns the label takes at least. @defaultValue its width and one */
  readonly labelWidth?: number | undefined;
  readonly labelStyle?: Style | undefined;
  /** Empty for a blank line. */
  readonly text: string;
  readonly style?: Style | undefined;
  /** Text from elsewhere, e.g. a command's output: `| ` before each line, long words broken. */
  readonly quoted?: boolean | undefined;
}

/** A label that is longer stands on lines of its own. */
const MAX_LABEL_WIDTH = 26;

/** The block, or two where its label is too long to stand before the text. */
export function splitLongLabel(block: Block): Block[] {
  const { level, label = '', labelStyle } = block;
  if (displayWidth(label) <= MAX_LABEL_WIDTH) return [block];
  return [
    { level, text: label, style: labelStyle },
    { ...block, label: '' },
  ];
}

export const BLANK_LINE: Block = { level: 0, text: '' };

const QUOTE = '| ';

const SEQUENCES = {
  good: '\u001b[1;32m',
  bad: '\u001b[1;31m',
  warning: '\u001b[33m',
  strong: '\u001b[1m',
  faint: '\u001b[2m',
} as const satisfies Record<Style, string>;
const RESET = '\u001b[0m';

interface Line {
  readonly indent: string;
  readonly label: string;
  readonly text: string;
}

function breakWord(word: string, room: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && displayWidth(piece + character) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** Breaks one block into lines of at most `width` columns; only a word that is longer by itself sticks out. */
function wrap(block: Block, width: number): Line[] {
  const name = guardText(block.label ?? '');
  const labelColumns = Math.max(block.labelWidth ?? 0, name === '' ? 0 : displayWidth(name) + 1);
  const label = name + ' '.repeat(labelColumns - displayWidth(name));
  const indent = ' '.repeat(Math.min(block.level * 3, Math.floor(width / 4)));
  const quote = block.quoted === true ? QUOTE : '';
  const room = width - indent.length - labelColumns - quote.length;
  const words = guardText(block.text)
    .split(' ')
    .flatMap((word) => (quote === '' ? [word] : breakWord(word, room)));

  const lines: Line[] = [];
  let start = { indent, label };
  let current: string[] = [];
  let left = room;
  const endLine = (): void => {
    if (current.length > 0 || start.label.trim() !== '') lines.push({ ...start, text: quote + current.join(' ') });
  };
  for (const word of words) {
    const columns = displayWidth(word);
    if (columns + Math.sign(current.length) > left) {
      endLine();
      // A word that fits the width but not behind the indentation moves to the left.
      const moved = columns > room && columns <= width;
      start = { indent: ' '.repeat(moved ? width - columns : indent.length + labelColumns), label: '' };
      left = Math.max(room, columns);
      current = [];
    }
    left -= columns + Math.sign(current.length);
    current.push(word);
  }
  endLine();
  return lines;
}

function paint(text: string, style: Style | undefined, color: boolean): string {
  const visible = text.trimEnd();
  if (!color || style === undefined || visible === '') return text;
  return SEQUENCES[style] + visible + RESET + text.slice(visible.length);
}

/** The blocks as lines of at most `width` columns, each ended by a newline. */
export function printBlocks(blocks: readonly Block[], options: { width: number; color: boolean }): string {
  const lines = blocks.flatMap((block) =>
    wrap(block, options.width).map((line) =>
      (
        line.indent +
        paint(line.label, block.labelStyle, options.color) +
        paint(line.text.trimEnd(), block.style, options.color)
      ).trimEnd(),
    ),
  );
  return lines.map((line) => `${restoreBlanks(line)}\n`).join('');
}
