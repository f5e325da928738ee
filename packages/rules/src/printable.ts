/** Control characters, line and paragraph separators, characters that change the direction of text, lone surrogates. */
// oxlint-disable-next-line no-control-regex -- those are what it is for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** Text from metadata, safe to print: what a terminal would obey instead of showing becomes `\u001b`. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A name in quotation marks, safe to print. */
export function quote(name: string): string {
  return escapeUnprintable(JSON.stringify(name));
}

/** The first few names in quotation marks, and how many more there are. */
export function listNames(names: readonly string[], most: number = 5): string {
  const shown = names.slice(0, most).map(quote).join(', ');
  return names.length <= most ? shown : `${shown} and ${String(names.length - most)} more`;
}
