import { ArtifactError } from './artifact-error.ts';
import {
  createGlobMatcher,
  type GlobInstruction,
  type GlobMatch,
  type GlobProgram,
  one,
  oneOrMore,
  optional,
} from './glob-program.ts';
import { type GlobSegment, longest, notSlash, parseGlobSegment, slash } from './glob-segment.ts';

/** One exclude pattern, ready to be tried on paths. */
export interface ExcludePattern {
  /** Whether the pattern began with `!`: what it matches is not excluded. */
  readonly negated: boolean;
  /** A text that every path that matches has in it, to pass over most paths at no cost; may be empty. */
  readonly literal: string;
  /** How the pattern matches a path given as code points, if it does. */
  readonly match: (path: readonly number[]) => GlobMatch | undefined;
}

/** The segment that stands for any number of segments. */
const ANY_DEPTH = '**';

const LINE_FEED = 0x0a;
const anything = one(() => true);
// What stands for several segments stops at a line feed: pathspec's expressions do, and their verdict is the contract.
const notLineFeed = one((codePoint) => codePoint !== LINE_FEED);

/** After the last segment: the path ends, or goes on below. */
const tail: GlobProgram = [
  { op: 'fork', first: 1, second: 3 },
  slash,
  { op: 'match', match: 'below' },
  { op: 'end' },
  { op: 'match', match: 'direct' },
];

/**
 * Reads one line of gitignore syntax as pathspec's `GitIgnoreSpec` does (version 1; 0.12 differs for leading blanks,
 * which it ignores, and for an unclosed `[`, which it takes literally).
 *
 * @returns `undefined` for a line that matches nothing: blank, a comment, `/`, or with an unclosed `[`
 * @throws ArtifactError `ERR_ARTIFACT_PATTERN` for a lone `!`, a backslash with nothing to escape in its segment, or a
 * range such as `[z-a]`
 */
export function parseExcludePattern(line: string): ExcludePattern | undefined {
  const text = line.endsWith('\\ ') ? line : trimBlanksAtEnd(line);
  if (text === '' || text.startsWith('#') || text === '/') return undefined;
  const negated = text.startsWith('!');
  const path = negated ? text.slice(1) : text;
  if (path === '') throw malformed(line, 'nothing follows the "!"');

  const compiled = compilePath(normalizeSegments(path.split('/')), path.endsWith('/'), line);
  return compiled && { negated, literal: compiled.literal, match: createGlobMatcher(compiled.program) };
}

/** Writes out what gitignore leaves implicit: a name alone is meant at any depth, a final slash means all that is below. */
function normalizeSegments(written: readonly string[]): readonly string[] {
  const isNameOnly = written.length === 1 || (written.length === 2 && written[1] === '');
  const segments = written[0] === '' ? written.slice(1) : isNameOnly ? [ANY_DEPTH, ...written] : [...written];
  if (segments.at(-1) === '') segments[segments.length - 1] = ANY_DEPTH;
  return segments.filter((segment, index) => segment !== ANY_DEPTH || segments[index - 1] !== ANY_DEPTH);
}

function compilePath(segments: readonly string[], hasFinalSlash: boolean, line: string): GlobSegment | undefined {
  const belowMatch = hasFinalSlash ? 'below' : 'direct';
  const shape = segments.join('/');
  if (shape === '**/*' || (shape === '**' && !hasFinalSlash))
    return { program: findAnywhere(notLineFeed, 'direct'), literal: '' };
  if (shape === '**/*/**' || shape === '**') return { program: findAnywhere(slash, belowMatch), literal: '' };

  const program: GlobInstruction[] = [];
  const literals: string[] = [];
  let isReversed = false;
  const last = segments.length - 1;
  for (const [index, segment] of segments.entries()) {
    if (segment === ANY_DEPTH) {
      if (index === last) program.push(slash, { op: 'match', match: belowMatch });
      else if (index === 0) program.push(...optional([...oneOrMore(notLineFeed), slash]));
      else program.push(...optional([slash, ...oneOrMore(notLineFeed)]));
      continue;
    }
    const followsAnyDepthAtStart = index === 1 && segments[0] === ANY_DEPTH;
    if (index > 0 && !followsAnyDepthAtStart) program.push(slash);
    // Alone, a star stands for a name, which is not empty.
    const parsed = segment === '*' ? { program: oneOrMore(notSlash), literal: '' } : parseGlobSegment(segment);
    if (parsed === 'unclosed') return undefined;
    if (parsed === 'dangling') throw malformed(line, 'a backslash in it has nothing to escape');
    if (parsed === 'reversed') isReversed = true;
    else {
      // One by one: a call takes fewer arguments than a long pattern has instructions.
      for (const instruction of parsed.program) program.push(instruction);
      literals.push(parsed.literal);
    }
    if (index === last) program.push(...tail);
  }
  // Only now: an unclosed bracket further on makes the whole line a no-op.
  if (isReversed) throw malformed(line, 'a range in it ends before it starts');
  return { program, literal: longest(literals) };
}

/** For the patterns that look at no name: a path matches if what is sought occurs anywhere in it. */
function findAnywhere(sought: GlobInstruction, match: GlobMatch): GlobProgram {
  return [{ op: 'fork', first: 3, second: 1 }, anything, { op: 'jump', by: -2 }, sought, { op: 'match', match }];
}

/** Removes what Python calls white space, which is not what JavaScript calls so. */
function trimBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

function isBlank(unit: number): boolean {
  if ((unit >= 0x1c && unit <= 0x1f) || unit === 0x85) return true;
  return unit !== 0xfeff && String.fromCharCode(unit).trim() === '';
}

function malformed(pattern: string, reason: string): ArtifactError {
  return new ArtifactError(`The exclude pattern ${JSON.stringify(pattern)} is malformed: ${reason}.`, {
    code: 'ERR_ARTIFACT_PATTERN',
    details: { pattern },
  });
}
