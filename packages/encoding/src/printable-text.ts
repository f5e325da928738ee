/**
 * What a terminal could act on, or a reader not see: control characters (ANSI escapes begin with one), formatting
 * characters (bidirectional overrides, zero-width ones), line separators, lone surrogates, private use.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escapeCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/**
 * Makes untrusted text safe to print on one line: an escape sequence in an artifact's name becomes `\u001b[2J`,
 * a line break `\u000a`. Everything a reader can see stays as it is.
 *
 * @example
 * ```ts
 * import { escapeUnprintable } from '@intoto/encoding';
 *
 * console.log(escapeUnprintable('a\u202egnp.exe')); // a\u202egnp.exe, and not an image
 * ```
 */
export function escapeUnprintable(text: string): string {
  return text.replaceAll(UNPRINTABLE, escapeCharacter);
}

/** A name of unknown origin in double quotes, for a message: {@link escapeUnprintable}, with `"` and `\` escaped. */
export function quoteText(name: string): string {
  return `"${escapeUnprintable(name.replaceAll(/["\\]/gu, String.raw`\$&`))}"`;
}
