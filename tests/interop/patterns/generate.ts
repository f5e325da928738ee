import { createRandom, type Random } from '../differential/random.ts';

/** A pattern and names to try on it. */
export interface PatternCase {
  readonly seed: number;
  readonly pattern: string;
  readonly names: readonly string[];
}

/** What a piece of a pattern stands for, so that names can be made that match, or nearly. */
interface Piece {
  readonly text: string;
  readonly match: (random: Random) => string;
}

export const NAMES_PER_PATTERN = 100;

const COMMON = ['a', 'b', 'c', 'z', 'A', '0', '9', '.', '/', '-', '!', '^', ']', '[', '\\', '*', '?'];
const RARE = [
  ['\n', '\r', '\u0000', ' ', '\t', '{', '}', '(', ')', '|', '&', '~', '$', '+', ',', ':', '#', '"', "'"],
  ['\u007f', '\u0085', 'é', 'e\u0301', 'ß', 'İ', 'ſ', '\u2028', '\ud7ff', '\ue000', '\ufeff', '\uffff'],
  ['\u{10000}', '\u{1f600}', '\u{1f601}', '\u{10ffff}', '\ud800', '\udbff', '\udc00', '\ude00', '\udfff'],
].flat();
const ODD_PIECES = ['[', ']', '[!', '[^', '[]', '[!]', '[^]', '[[', ']]', '[a-', '-]', '[[:alpha:]]', '**', '*?', '?*'];
const SET_WORDS = ['&&', '||', '~~', '--', '[', '\\', 'a-c', 'z-a', 'c-a', '!-', '^-', '--a', '+--', 'a-', '-a'];

function character(random: Random): string {
  return random.pick(random.chance(0.75) ? COMMON : RARE);
}

function characters(random: Random, most: number): string {
  return random.several(0, most, () => character(random)).join('');
}

function near(random: Random, one: string): string {
  const codePoint = (one.codePointAt(0) ?? 0) + random.below(3) - 1;
  return String.fromCodePoint(Math.min(Math.max(codePoint, 0), 0x10_ffff));
}

function setPiece(random: Random): Piece {
  const negation = random.pick(['', '', '!', '^']);
  const body = random.several(0, 4, () => {
    if (random.chance(0.3)) return `${character(random)}-${character(random)}`;
    return random.chance(0.2) ? random.pick(SET_WORDS) : character(random);
  });
  const members = Array.from(body.join('')).filter((one) => one !== ']');
  const bracketFirst = random.chance(0.15) ? ']' : '';
  const end = random.chance(0.92) ? ']' : '';
  return {
    text: `[${negation}${bracketFirst}${members.join('')}${end}`,
    match: (draw) => {
      const one = members.length === 0 || draw.chance(0.2) ? character(draw) : draw.pick(members);
      return draw.chance(0.4) ? near(draw, one) : one;
    },
  };
}

function piece(random: Random): Piece {
  const kind = random.next();
  if (kind < 0.2) return { text: '*', match: (draw) => characters(draw, 3) };
  if (kind < 0.32) return { text: '?', match: character };
  if (kind < 0.57) return setPiece(random);
  const text = kind < 0.68 ? random.pick(ODD_PIECES) : character(random);
  return { text, match: (draw) => (draw.chance(0.9) ? text : character(draw)) };
}

function changed(random: Random, name: string): string {
  const parts = Array.from(name);
  parts.splice(random.below(parts.length + 1), random.below(2), ...random.several(0, 1, () => character(random)));
  return parts.join('');
}

export function generatePatternCase(seed: number): PatternCase {
  const random = createRandom(seed);
  const pieces = random.several(0, random.chance(0.1) ? 12 : 5, () => piece(random));
  const names = Array.from({ length: NAMES_PER_PATTERN }, () => {
    if (random.chance(0.2)) return characters(random, 6);
    const name = pieces.map(({ match }) => match(random)).join('');
    return random.chance(0.25) ? changed(random, name) : name;
  });
  return { seed, pattern: pieces.map(({ text }) => text).join(''), names };
}
