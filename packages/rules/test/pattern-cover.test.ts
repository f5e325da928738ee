import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { coversPattern, escapePattern, isEmptyPattern, matchPattern, selectionPattern } from '../src/index.ts';

const PIECES = ['a', 'b', 'c', '/', '.', '*', '?', '[ab]', '[!a]', '[a-c]', '[!b-c]', '[z-a]', '[', ']', '[^a]', '😀'];
const patterns = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));
const names = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', '/', '.', '[', ']', '^', '!', '😀'), { maxLength: 7 })
  .map((pieces) => pieces.join(''));

describe('coversPattern', () => {
  it.each([
    ['*', '[^x]'],
    ['**', 'a*'],
    ['src/*', 'src/*.c'],
    ['src/*', 'src/'],
    ['*.c', 'src/*.c'],
    ['a?c', 'a[!b]c'],
    ['[a-z]', '[ab]'],
    ['[!a]', '[b-d]'],
    ['a*b*c', 'axbyc'],
    ['a*', 'a*b*'],
    ['*b*', 'a*b'],
    ['x', '[x]'],
    ['anything', 'no[z-a]thing'],
  ])('proves that %s covers %s', (wide, narrow) => {
    expect(coversPattern(wide, narrow)).toBe(true);
  });

  it.each([
    ['src/*.c', 'src/*'],
    ['?', '*'],
    ['a', 'A'],
    ['[ab]', '[a-c]'],
    ['src/*', 'src'],
    ['', '*'],
    ['[!a]', '?'],
    ['*.c', '*.h'],
  ])('does not claim that %s covers %s', (wide, narrow) => {
    expect(coversPattern(wide, narrow)).toBe(false);
  });

  it('is right whenever it claims something', () => {
    let claims = 0;
    fc.assert(
      fc.property(patterns, patterns, fc.array(names, { minLength: 20, maxLength: 20 }), (wide, narrow, some) => {
        if (!coversPattern(wide, narrow)) return;
        claims += 1;
        for (const name of some) if (matchPattern(narrow, name)) expect(matchPattern(wide, name)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(50);
  });

  it('covers itself, and every name it matches', () => {
    fc.assert(
      fc.property(patterns, names, (pattern, name) => {
        expect(coversPattern(pattern, pattern)).toBe(true);
        if (coversPattern(pattern, escapePattern(name))) expect(matchPattern(pattern, name)).toBe(true);
      }),
    );
  });

  it('compares long patterns as texts', () => {
    const long = 'a*'.repeat(600);
    expect(coversPattern(long, long)).toBe(true);
    expect(coversPattern('*', long)).toBe(true);
    expect(coversPattern(long, `${long}a`)).toBe(false);
  });
});

describe('isEmptyPattern', () => {
  it('knows an empty set', () => {
    expect(['[z-a]', 'a[z-a]b', '[!\0-\u{10ffff}]'].map(isEmptyPattern)).toEqual([true, true, true]);
    expect(['', '*', '[!z-a]', '[z-ax]', '[', '[]'].map(isEmptyPattern)).toEqual(Array<boolean>(6).fill(false));
  });
});

describe('escapePattern', () => {
  it('matches the name and nothing else', () => {
    const odd = fc.string({ unit: fc.constantFrom('*', '?', '[', ']', '!', 'a', '-', '\\', '{') });
    fc.assert(
      fc.property(odd, odd, (name, other) => {
        expect(matchPattern(escapePattern(name), name)).toBe(true);
        expect(matchPattern(escapePattern(name), other)).toBe(name === other);
      }),
    );
  });
});

describe('selectionPattern', () => {
  it('puts the literal prefix of a MATCH rule in front', () => {
    const match = {
      type: 'MATCH',
      destination: 'PRODUCTS',
      destinationPrefix: 'x',
      step: 's',
      pattern: '*.c',
    } as const;
    expect(selectionPattern({ ...match, sourcePrefix: 'a*' })).toBe('a[*]/*.c');
    expect(selectionPattern({ ...match, sourcePrefix: 'a/' })).toBe('a/*.c');
    expect(selectionPattern({ ...match, sourcePrefix: '' })).toBe('*.c');
    expect(selectionPattern({ type: 'ALLOW', pattern: 'a*' })).toBe('a*');
  });
});
