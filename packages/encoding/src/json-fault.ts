import type { JsonErrorCode } from './error-codes.ts';
import { JsonError } from './json-error.ts';
import { locateOffset } from './source-position.ts';

/** Throws a reader's error that says where in the text the problem is. */
export function failAt(
  text: string,
  offset: number,
  code: JsonErrorCode,
  problem: string,
  details: Readonly<Record<string, unknown>> = {},
): never {
  const position = locateOffset(text, offset);
  throw new JsonError(`Line ${position.line}, column ${position.column}: ${problem}.`, {
    code,
    details: { ...position, ...details },
  });
}

/** Throws `ERR_JSON_SYNTAX`, naming what stands at the offset instead of what should. */
export function failExpecting(text: string, offset: number, expected: string): never {
  failAt(text, offset, 'ERR_JSON_SYNTAX', `expected ${expected}, found ${describeCharacter(text, offset)}`);
}

/** A character as a person would call it: itself if it can be seen, otherwise its code point. */
export function describeCharacter(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  if (codePoint === undefined) return 'the end of the text';
  const character = String.fromCodePoint(codePoint);
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return `'${character}'`;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
