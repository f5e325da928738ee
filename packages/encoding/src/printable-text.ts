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

/** Longer names are cut in messages: one of a million characters would stand in dozens of them. */
const LONGEST_NAME = 1000;

/**
 * A name of unknown origin in double quotes, for a message: {@link escapeUnprintable}, with `"` and `\` escaped. Of a name of
 * more than 1000 characters the first 1000, and after the closing quote how many there are.
 *
 * @example
 * ```ts
 * import { quoteText } from '@intoto/encoding';
 *
 * console.log(quoteText('a\n"b"')); // "a\u000a\"b\""
 * ```
 */
export function quoteText(name: string): string {
  if (name.length > LONGEST_NAME) return `${quote(name.slice(0, LONGEST_NAME))}... (${name.length} characters)`;
  return quote(name);
}

function quote(name: string): string {
  return `"${escapeUnprintable(name.replaceAll(/["\\]/gu, String.raw`\$&`))}"`;
}
