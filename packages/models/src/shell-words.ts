import { ModelError } from './model-error.ts';
import { printable } from './printable.ts';

/**
 * Where something else begins. These only seek: an expression that repeats a choice until a quotation ends remembers
 * every choice, and so fills the stack on a long one.
 */
const AFTER_PLAIN = /[ \t\r\n'"\\]/g;
const AFTER_QUOTED = /["\\]/g;

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
    const part = readPart(text, offset);
    word = (word ?? '') + part.text;
    offset = part.end;
  }
  if (word !== undefined) words.push(word);
  return words;
}

interface WordPart {
  readonly text: string;
  /** Where it ends in what is split. */
  readonly end: number;
}

/** Reads one part of a word: an escape, a literal, a quotation, or characters that stand for themselves. */
function readPart(text: string, start: number): WordPart {
  switch (text.charAt(start)) {
    case '\\':
      if (start + 1 === text.length) throw unfinished(text, start);
      return { text: text.charAt(start + 1), end: start + 2 };
    case "'": {
      const end = text.indexOf("'", start + 1);
      if (end === -1) throw unfinished(text, start);
      return { text: text.slice(start + 1, end), end: end + 1 };
    }
    case '"':
      return readQuotation(text, start);
    default: {
      const end = seek(AFTER_PLAIN, text, start) ?? text.length;
      return { text: text.slice(start, end), end };
    }
  }
}

/** In double quotes a backslash escapes a quote or a backslash, and stands for itself before anything else. */
function readQuotation(text: string, start: number): WordPart {
  let quoted = '';
  let from = start + 1;
  for (let at = seek(AFTER_QUOTED, text, from); at !== undefined; at = seek(AFTER_QUOTED, text, at + 2)) {
    if (text[at] === '"') return { text: quoted + text.slice(from, at), end: at + 1 };
    if (text[at + 1] !== '"' && text[at + 1] !== '\\') continue;
    quoted += text.slice(from, at);
    from = at + 1;
  }
  throw unfinished(text, start);
}

function seek(what: RegExp, text: string, from: number): number | undefined {
  what.lastIndex = from;
  return what.exec(text)?.index;
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
