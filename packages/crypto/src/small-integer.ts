import { type DerElement, expectTag, malformedDer, readPositiveInteger } from './der.ts';

/** An INTEGER from 0 to 2^31 - 1. */
export function readSmallInteger(element: DerElement | undefined): number {
  const { content } = expectTag(element, 'integer');
  if (content.length === 1 && content[0] === 0) return 0;
  const digits = readPositiveInteger(element);
  const value = digits.length > 4 ? Infinity : digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (value >= 2 ** 31) throw malformedDer('integer too large');
  return value;
}
