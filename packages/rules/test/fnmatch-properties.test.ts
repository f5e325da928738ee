import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compilePattern } from '../src/index.ts';
import { naiveMatch } from './naive-fnmatch.ts';

const ALPHABET = ['a', 'b', '/', '.', '\n', '-', '!', '^', '\\', '[', ']', '*', '?', 'é', '😀', '\ud83d', '\ude00'];
const text = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 8 }).map((parts) => parts.join(''));
const pattern = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('*', '?', 'a', 'b', '[!a]', '[a-c]', '[]-a]', '[a-c-]', '[^-a]', '[!!-~]'),
      },
      { weight: 1, arbitrary: fc.constantFrom(...ALPHABET.filter((character) => character !== '-')) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('pattern matching', () => {
  it('agrees with a backtracking regular expression', () => {
    fc.assert(
      fc.property(pattern, text, (glob, name) => {
        expect(compilePattern(glob)(name)).toBe(naiveMatch(glob, name));
      }),
      { numRuns: 5_000 },
    );
  });

  it('matches every name with its wildcards escaped, and no other', () => {
    fc.assert(
      fc.property(text, text, (name, other) => {
        const matches = compilePattern(name.replaceAll(/[*?[]/gu, '[$&]'));
        expect(matches(name)).toBe(true);
        expect(matches(other)).toBe(other === name);
      }),
    );
  });

  it('matches what its stretches are joined by', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ab', '😀', 'ba'), { minLength: 1 }), text, (stretches, filling) => {
        expect(compilePattern(stretches.join('*'))(stretches.join(filling))).toBe(true);
      }),
    );
  });
});
