import { ModelError } from './model-error.ts';
import { printable } from './printable.ts';

/** Parts of a word: plain characters, an escape, a literal, a quotation. */
const WORD_PART = /[^ \t\r\n'"\\]+|\\([^])|'([^']*)'|"((?:[^"\\]|\\[^])*)"/y;

/**
 * Splits text into words as a POSIX shell would, expanding nothing: for rules and commands that people write as one string.
 *
 * @throws {@link ModelError} `ERR_RULE_FORMAT` for a quotation that is not closed or a backslash at the end
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let offset = 0;
  while (offset < text.length) {
    if (' \t\r\n'.includes(text.charAt(offset))) {
      if (word !== undefined) words.push(word);
      word = undefined;
      offset++;
      continue;
    }
    WORD_PART.lastIndex = offset;
    const part = WORD_PART.exec(text);
    if (part === null) throw unfinished(text, offset);
    const [all, escaped, literal, quoted] = part;
    word = (word ?? '') + (escaped ?? literal ?? quoted?.replaceAll(/\\(["\\])/g, '$1') ?? all);
    offset += all.length;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function unfinished(text: string, offset: number): ModelError {
  const what = text[offset] === '\\' ? 'nothing follows the backslash' : 'the quotation is not closed';
  return new ModelError(
    `The text cannot be split into words: ${what} at character ${offset + 1} of ${printable(text)}`,
    {
      code: 'ERR_RULE_FORMAT',
      details: { text, offset },
    },
  );
}
