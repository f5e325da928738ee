/**
 * What a terminal could act on, or a reader not see: control characters (ANSI escapes begin with one), formatting
 * characters (bidirectional overrides, zero-width ones), line separators, blanks other than U+0020, lone surrogates,
 * private use, and a combining mark with nothing to combine with.
 */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|(?<![^\s"'(])\p{Mark}/gu;

const NEEDS_QUOTES = /^$|[ "]/u;

/** More than any real path has; what is longer only floods the screen. */
const MAX_LENGTH = 4096;

/** Stands for a blank where no line may be broken. It cannot occur otherwise: control characters are escaped. */
const UNBREAKABLE_BLANK = '\u0000';

function escapeCharacter(character: string): string {
  switch (character) {
    case '\n':
      return String.raw`\n`;
    case '\r':
      return String.raw`\r`;
    case '\t':
      return String.raw`\t`;
    default: {
      const hex = (character.codePointAt(0) ?? 0).toString(16);
      if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
      return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
    }
  }
}

function cut(text: string): { kept: string; note: string } {
  if (text.length <= MAX_LENGTH) return { kept: text, note: '' };
  const kept = text.slice(0, MAX_LENGTH).replace(/[\ud800-\udbff]$/, '');
  return { kept, note: ` [cut: ${text.length - kept.length} more characters]` };
}

/** Makes a sentence of unknown origin safe to print: what {@link UNSAFE} describes becomes `\x1b`, `\u202e`, `\n`. */
export function escapeText(text: string): string {
  const { kept, note } = cut(text);
  return kept.replace(UNSAFE, escapeCharacter) + note;
}

/**
 * A name (artifact, step, key id, path) for print. It is bare where it can be taken literally, backslashes included;
 * in double quotes, with backslashes and quotes escaped too, where it holds blanks or anything unsafe, or is empty.
 * It is never broken across lines.
 */
export function printName(name: string): string {
  const { kept, note } = cut(name);
  const escaped = kept.replace(UNSAFE, escapeCharacter);
  if (escaped === kept && !NEEDS_QUOTES.test(kept)) return kept + note;
  const quoted = kept.replace(/[\\"]/g, String.raw`\$&`).replace(UNSAFE, escapeCharacter);
  return `"${quoted.replaceAll(' ', UNBREAKABLE_BLANK)}"${note}`;
}

/** Escapes what slipped through; the last gate before print. Does nothing to what this module made. */
export function guardText(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === UNBREAKABLE_BLANK ? character : escapeCharacter(character),
  );
}

/** Gives the blanks that {@link printName} protected their final form. */
export function restoreBlanks(line: string): string {
  return line.replaceAll(UNBREAKABLE_BLANK, ' ');
}

/** A text for print that no lines are broken in. */
export function finishText(text: string): string {
  return restoreBlanks(guardText(text));
}
