import { isHighSurrogate, isLowSurrogate } from './code-points.ts';
import { describeCharacter, failAt } from './json-fault.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the string token that begins at `start` ends, after its closing quote; throws if it is not a good one. */
export function findStringEnd(text: string, start: number, keepLoneSurrogates: boolean): number {
  let offset = start + 1;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === QUOTE) return offset + 1;
    if (code === BACKSLASH) {
      offset = checkEscape(text, offset, keepLoneSurrogates);
    } else if (code >= 0x20) {
      offset++;
    } else if (offset >= text.length) {
      failAt(text, start, 'ERR_JSON_SYNTAX', 'the string that begins here does not end');
    } else {
      const character = describeCharacter(text, offset);
      failAt(text, offset, 'ERR_JSON_SYNTAX', `a string may not contain ${character} unescaped`);
    }
  }
}

/** What the string token between two offsets says, once it is known to be good. */
export function readStringToken(text: string, start: number, end: number): string {
  const content = text.slice(start + 1, end - 1);
  // The engine undoes escapes: building the text here, escape by escape, would cost a hostile file of nothing but
  // escapes sixteen times its size.
  return content.includes('\\') ? (JSON.parse(`"${content}"`) as string) : content;
}

/** Checks the escape at `offset`, and the other half of a surrogate pair; returns where it ends. */
function checkEscape(text: string, offset: number, keepLoneSurrogates: boolean): number {
  const letter = text.charAt(offset + 1);
  if (letter !== 'u') {
    if (letter === '' || !'"\\/bfnrt'.includes(letter)) failEscape(text, offset);
    return offset + 2;
  }
  const unit = readUnit(text, offset);
  if (keepLoneSurrogates) return offset + 6;
  if (isHighSurrogate(unit) && text.startsWith('\\u', offset + 6) && isLowSurrogate(readUnit(text, offset + 6))) {
    return offset + 12;
  }
  if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
    failAt(text, offset, 'ERR_JSON_SURROGATE', 'this escape is half a surrogate pair, the other half is missing');
  }
  return offset + 6;
}

/** The UTF-16 unit of the `\u` escape at `offset`. */
function readUnit(text: string, offset: number): number {
  const digits = text.slice(offset + 2, offset + 6);
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) failEscape(text, offset);
  return Number.parseInt(digits, 16);
}

function failEscape(text: string, offset: number): never {
  failAt(text, offset, 'ERR_JSON_SYNTAX', 'this is not an escape that JSON has');
}
