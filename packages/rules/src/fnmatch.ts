import { type Glob, type GlobSegment, parseGlob } from './glob.ts';

/**
 * Compiles a pattern of an artifact rule once, for many names.
 *
 * The dialect is that of CPython's `fnmatch.fnmatchcase` (3.11 and later), which decides in the reference
 * implementation: the whole name must match; `*` stands for any text and `?` for any one code point, `/`, newline and
 * a leading dot included; `[seq]` and `[!seq]` for one code point in or not in a set, where only `!` negates; a
 * backslash is an ordinary character (`[*]` stands for a star); there are no braces and `**` means `*`. Case counts.
 * Every string is a pattern and every string is a name: neither is normalised.
 *
 * The time taken is linear in the length of the name: at most that length times the longest stretch of the pattern
 * without a star. Nothing is tried twice.
 *
 * @example
 * ```ts
 * import { compilePattern } from '@intoto/rules';
 *
 * const isSource = compilePattern('src/*.[ch]');
 * if (!isSource('src/net/tcp.c')) throw new Error('A star crosses the slash.');
 * if (isSource('src/net/tcp.py')) throw new Error('The whole name must match.');
 * ```
 */
export function compilePattern(pattern: string): (name: string) => boolean {
  return compileGlob(parseGlob(pattern));
}

/** Whether a name matches a pattern; see {@link compilePattern}, which is faster for many names. */
export function matchPattern(pattern: string, name: string): boolean {
  return compilePattern(pattern)(name);
}

/** Chooses the cheapest way to match a parsed pattern. */
export function compileGlob(glob: Glob): (name: string) => boolean {
  const { head, middle, tail, exact } = glob;
  if (exact !== undefined) return (name) => name === exact;
  if (tail !== undefined && middle.length === 0) {
    const prefix = head.text;
    const suffix = tail.text;
    if (prefix === '' && suffix === '') return () => true;
    if (prefix !== undefined && suffix === '') return (name) => name.startsWith(prefix);
    if (prefix === '' && suffix !== undefined) return (name) => name.endsWith(suffix);
  }
  return (name) => matchGlob(glob, name);
}

/**
 * Matches without going back: the first place where a stretch between two stars fits is as good as any later one,
 * because it leaves more of the name to what follows.
 */
export function matchGlob(glob: Glob, name: string): boolean {
  const { head, middle, tail } = glob;
  let end = matchSegment(head, name, 0);
  if (end < 0 || tail === undefined) return end === name.length;
  const limit = findTailStart(tail, name);
  if (limit < end || matchSegment(tail, name, limit) < 0) return false;
  for (const segment of middle) {
    end = findSegment(segment, name, end, limit);
    if (end < 0) return false;
  }
  return true;
}

/** Where the segment ends if it starts at `start`, or -1. */
function matchSegment(segment: GlobSegment, name: string, start: number): number {
  const { items, text } = segment;
  if (text !== undefined) return name.startsWith(text, start) ? start + text.length : -1;
  let at = start;
  for (const item of items) {
    const codePoint = name.codePointAt(at);
    if (codePoint === undefined || !(typeof item === 'number' ? item === codePoint : item.has(codePoint))) return -1;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at;
}

/** Where the leftmost occurrence of the segment between `start` and `limit` ends, or -1. */
function findSegment(segment: GlobSegment, name: string, start: number, limit: number): number {
  const { text } = segment;
  if (text !== undefined) {
    const at = name.indexOf(text, start);
    return at < 0 || at + text.length > limit ? -1 : at + text.length;
  }
  for (let at = start; at < limit; at += (name.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
    const end = matchSegment(segment, name, at);
    if (end >= 0) return end <= limit ? end : -1;
  }
  return -1;
}

/** Where as many code points are left as the tail has items, or -1 where the name is shorter. */
function findTailStart(tail: GlobSegment, name: string): number {
  if (tail.text !== undefined) return name.length - tail.text.length;
  let start = name.length;
  for (let left = tail.items.length; left > 0; left -= 1) {
    if (start === 0) return -1;
    // The code point that starts two units back is a pair exactly if it does not fit into one.
    start -= (name.codePointAt(start - 2) ?? 0) > 0xffff ? 2 : 1;
  }
  return start;
}
