import { quoteText } from '@intoto/encoding';

const SHOWN_NAMES = 5;

/** A key id as file names show it, marked where it is cut. */
export function shortKeyId(keyId: string): string {
  return /^[0-9a-zA-Z]{1,12}$/.test(keyId)
    ? keyId
    : /^[0-9a-zA-Z]+$/.test(keyId)
      ? `${keyId.slice(0, 8)}…`
      : quoteText(keyId);
}

/** The first few names in quotes, and how many are left out. */
export function quoteSome(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(quoteText).join(', ');
  const hidden = names.length - SHOWN_NAMES;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

/** `1 link`, `2 links`. A number beyond what a `number` holds is given by its digits. */
export function count(number: number | string, noun: string): string {
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${String(number)} ${number === 1 ? noun : plural}`;
}
