import { compareCodePoints } from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Text of any UTF-16 units, halves of pairs included, with many near misses. */
const texts = fc
  .array(fc.constantFrom('a', 'b', '\ud7ff', '\ud83d', '\ud83e', '\ude00', '\ude01', '\ue000', '\uffff'), {
    maxLength: 5,
  })
  .map((units) => units.join(''));

function compareNaively(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const index = left.findIndex((codePoint, at) => codePoint !== right[at]);
  if (index === -1) return left.length - right.length;
  return (left[index] ?? 0) - (right[index] ?? -1);
}

describe('compareCodePoints', () => {
  it('orders what the UTF-16 order reverses', () => {
    expect(['\u{1f600}', '\ue000', 'z', '\ufb33', ''].sort(compareCodePoints)).toEqual([
      '',
      'z',
      '\ue000',
      '\ufb33',
      '\u{1f600}',
    ]);
  });

  it('takes half a pair for the code point it is', () => {
    expect(['\ud83db', '\ud83d\ude00', '\ue000', '\ud83d', '\ud83da'].sort(compareCodePoints)).toEqual([
      '\ud83d',
      '\ud83da',
      '\ud83db',
      '\ue000',
      '\ud83d\ude00',
    ]);
  });

  it('agrees with comparing arrays of code points', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(compareNaively(a, b)));
      }),
      { numRuns: 2000 },
    );
  });
});
