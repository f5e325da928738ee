const SHOWN_NAMES = 5;

/** What a terminal would obey instead of showing: controls, line separators, marks that change the direction of text. */
// oxlint-disable-next-line no-control-regex -- those are what it is for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A name in quotes, safe to print. */
export function quote(name: string): string {
  return JSON.stringify(name).replaceAll(UNPRINTABLE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A key id as file names show it, marked where it is cut. */
export function shortKeyId(keyId: string): string {
  return /^[0-9a-zA-Z]{1,12}$/.test(keyId)
    ? keyId
    : /^[0-9a-zA-Z]+$/.test(keyId)
      ? `${keyId.slice(0, 8)}…`
      : quote(keyId);
}

/** The first few names in quotes, and how many are left out. */
export function quoteSome(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(quote).join(', ');
  const hidden = names.length - SHOWN_NAMES;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

/** `1 link`, `2 links`. */
export function count(number: number, noun: string): string {
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${String(number)} ${number === 1 ? noun : plural}`;
}
