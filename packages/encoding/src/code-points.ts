/**
 * Orders two texts by Unicode code point, as Python orders strings: negative if `a` comes first, 0 if they are equal.
 *
 * JavaScript's own order is by UTF-16 unit, which puts U+1F600 before U+E000. A lone surrogate counts as the code point
 * it is.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  if (index === length) return a.length - b.length;
  const secondHalf = isLowSurrogate(a.charCodeAt(index)) || isLowSurrogate(b.charCodeAt(index));
  if (secondHalf && index > 0 && isHighSurrogate(a.charCodeAt(index - 1))) index--;
  return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
}

/** Sorts texts in place by Unicode code point, as {@link compareCodePoints} orders them. */
export function sortCodePoints(texts: string[]): string[] {
  if (texts.length < 2) return texts;
  const surrogate = /[\ud800-\udfff]/;
  // Without surrogates the order of UTF-16 units is that of code points, and the engine's own sort is much faster.
  return texts.some((text) => surrogate.test(text)) ? texts.sort(compareCodePoints) : texts.sort();
}

/** Where the first surrogate without its other half is, or -1. */
export function findLoneSurrogate(text: string): number {
  // With the `u` flag a surrogate in a class matches only where it is not part of a pair.
  return text.search(/[\ud800-\udfff]/u);
}

/** Whether a UTF-16 unit is the first half of a pair. */
export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Whether a UTF-16 unit is the second half of a pair. */
export function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
