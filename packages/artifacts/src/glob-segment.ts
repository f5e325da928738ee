import { acceptsCodePoint, readBracketExpression } from './bracket-expression.ts';
import { toCodePointArray } from './code-point-array.ts';
import { type GlobInstruction, type GlobProgram, one, zeroOrMore } from './glob-program.ts';

const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const QUESTION_MARK = 0x3f;
const SLASH = 0x2f;
const STAR = 0x2a;

/** Consumes a slash. */
export const slash: GlobInstruction = one((codePoint) => codePoint === SLASH);

/** Consumes what may be in a name. */
export const notSlash: GlobInstruction = one((codePoint) => codePoint !== SLASH);

/** What stands between two slashes of a pattern. */
export interface GlobSegment {
  readonly program: GlobProgram;
  /** The longest text that every name that matches has in it; may be empty. */
  readonly literal: string;
}

/**
 * Reads what stands between two slashes of a gitignore pattern: `*`, `?`, `[...]`, `\` before a character that is meant
 * literally, and ordinary characters.
 *
 * @returns the segment, or what is wrong: an `unclosed` bracket, a `dangling` backslash, or a `reversed` range if that is all
 */
export function parseGlobSegment(segment: string): GlobSegment | 'unclosed' | 'reversed' | 'dangling' {
  const pattern = toCodePointArray(segment);
  const program: GlobInstruction[] = [];
  const literals = [''];
  let isReversed = false;
  let index = 0;
  while (index < pattern.length) {
    const codePoint = pattern[index++];
    if (codePoint === STAR) {
      // Stars in a row say no more than one, and would only lengthen the program.
      while (pattern[index] === STAR) index++;
      program.push(...zeroOrMore(notSlash));
    } else if (codePoint === QUESTION_MARK) {
      program.push(notSlash);
    } else if (codePoint === OPEN_BRACKET) {
      const bracket = readBracketExpression(pattern, index);
      if (!bracket) return 'unclosed';
      isReversed ||= bracket.expression.isReversed;
      program.push(one((candidate) => acceptsCodePoint(bracket.expression, candidate)));
      index = bracket.end;
    } else {
      const literal = codePoint === BACKSLASH ? pattern[index++] : codePoint;
      if (literal === undefined) return 'dangling';
      program.push(one((candidate) => candidate === literal));
      literals[literals.length - 1] += String.fromCodePoint(literal);
      continue;
    }
    literals.push('');
  }
  return isReversed ? 'reversed' : { program, literal: longest(literals) };
}

/** The longest of some texts. */
export function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}
