import { printName } from './escape.ts';

const HEX = /^[0-9a-f]+$/i;

function commonPrefixLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * Shortens hex digits so that all of `values` can still be told apart; what is not hex stays whole.
 * @param shortest - how many digits to show at least.
 */
export function createHexShortener(values: Iterable<string>, shortest: number): (value: string) => string {
  const sorted = [...new Set(values)].sort();
  const length = sorted.reduce(
    (longest, value, index) => Math.max(longest, commonPrefixLength(value, sorted[index - 1] ?? '') + 1),
    shortest,
  );
  return (value) =>
    HEX.test(value) && value.length > length + '...'.length ? `${value.slice(0, length)}...` : printName(value);
}
