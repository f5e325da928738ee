import { isHighSurrogate, isLowSurrogate } from '@intoto/encoding';

import { ANY_CODE_POINT, type CodePointSet, parseCodePointSet } from './code-point-set.ts';

/** What one code point of a name must be: itself, or a member of a set. */
export type GlobItem = number | CodePointSet;

/**
 * A stretch of a pattern without a star: it matches as many code points as it has items. It is given as text where searching for that
 * text, UTF-16 unit by unit, finds exactly what the items match.
 */
export type GlobSegment =
  | { readonly text: string; readonly items?: undefined }
  | { readonly text?: undefined; readonly items: readonly GlobItem[] };

/** A parsed pattern: `head * middle * middle * tail`. */
export interface Glob {
  readonly head: GlobSegment;
  /** None of them is empty: stars in a row are one star. */
  readonly middle: readonly GlobSegment[];
  /** `undefined` where the pattern has no star. */
  readonly tail: GlobSegment | undefined;
  /** The one name that the pattern matches, where there is exactly one. */
  readonly exact: string | undefined;
}

/** What needs a look at each code point. Most patterns have nothing of it. */
const HAS_MORE_THAN_STARS = /[?[\ud800-\udfff]/;

const STAR = 0x2a;
const QUESTION_MARK = 0x3f;
const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;
const BANG = 0x21;

/**
 * Parses a pattern in the dialect of CPython's `fnmatch`, 3.11 and later: `*`, `?`, `[seq]`, `[!seq]`; a backslash is
 * an ordinary character, and so is a `[` that nothing closes. Every string is a pattern.
 */
export function parseGlob(pattern: string): Glob {
  const segments: readonly GlobSegment[] = HAS_MORE_THAN_STARS.test(pattern)
    ? splitAtStars(parseGlobItems(pattern))
    : pattern.split(/\*+/).map((text) => ({ text }));
  const [head = { text: '' }] = segments;
  if (segments.length > 1) {
    return { head, middle: segments.slice(1, -1), tail: segments.at(-1), exact: undefined };
  }
  const { text, items = [] } = head;
  return { head, middle: [], tail: undefined, exact: text ?? (items.every(isCodePoint) ? toText(items) : undefined) };
}

/** What a pattern consists of: stars, and what each code point between them must be. */
export function parseGlobItems(pattern: string): readonly (GlobItem | '*')[] {
  return readItems(toCodePoints(pattern));
}

function readItems(pattern: readonly number[]): readonly (GlobItem | '*')[] {
  const items: (GlobItem | '*')[] = [];
  let mayClose = true;
  for (let at = 0; at < pattern.length; at += 1) {
    const codePoint = pattern[at] ?? 0;
    const end: number = codePoint === LEFT_BRACKET && mayClose ? findSetEnd(pattern, at + 1) : -1;
    // Where one bracket stays open so do all later ones; searching anew for each would take quadratic time.
    if (codePoint === LEFT_BRACKET && end < 0) mayClose = false;
    if (codePoint === STAR) items.push('*');
    else if (codePoint === QUESTION_MARK) items.push(ANY_CODE_POINT);
    else if (end < 0) items.push(codePoint);
    else {
      items.push(parseCodePointSet(pattern.slice(at + 1, end)));
      at = end;
    }
  }
  return items;
}

/** A `]` directly after `[` or `[!` is a member of the set, not its end. */
function findSetEnd(pattern: readonly number[], start: number): number {
  const first = pattern[start] === BANG ? start + 1 : start;
  return pattern.indexOf(RIGHT_BRACKET, pattern[first] === RIGHT_BRACKET ? first + 1 : first);
}

function splitAtStars(items: readonly (GlobItem | '*')[]): readonly GlobSegment[] {
  const segments: GlobItem[][] = [[]];
  let afterStar = false;
  for (const item of items) {
    if (item !== '*') segments.at(-1)?.push(item);
    else if (!afterStar) segments.push([]);
    afterStar = item === '*';
  }
  return segments.map(createSegment);
}

function createSegment(items: readonly GlobItem[]): GlobSegment {
  if (!items.every(isCodePoint)) return { items };
  const [first = 0] = items;
  const last = items.at(-1) ?? 0;
  // As text, a lone surrogate at either end would also be found inside a surrogate pair of the name.
  return isLowSurrogate(first) || isHighSurrogate(last) ? { items } : { text: toText(items) };
}

function isCodePoint(item: GlobItem): item is number {
  return typeof item === 'number';
}

function toCodePoints(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function toText(codePoints: readonly number[]): string {
  return codePoints.map((codePoint) => String.fromCodePoint(codePoint)).join('');
}
