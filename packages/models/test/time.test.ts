import { formatTime, parseExpires } from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

const seconds = fc.integer({ min: -62_135_596_800, max: Date.UTC(9999, 11, 31) / 1000 });

describe('times', () => {
  it('survive the round trip', () => {
    fc.assert(
      fc.property(seconds, (second) => {
        const date = new Date(second * 1000);
        expect(parseExpires(formatTime(date))).toEqual(date);
      }),
    );
  });

  it('drop fractions of a second', () => {
    expect(formatTime(new Date(Date.UTC(2030, 0, 2, 3, 4, 5, 999)))).toBe('2030-01-02T03:04:05Z');
  });

  it.each([
    ['2030-02-29T00:00:00Z'],
    ['2030-01-01T24:00:00Z'],
    ['2030-01-01T00:00:60Z'],
    ['0000-01-01T00:00:00Z'],
    ['2030-01-01T00:00:00+00:00'],
    ['2030-01-01T00:00:00Z\n'],
    ['٢٠٣٠-01-01T00:00:00Z'],
    [''],
  ])('refuses %j', (text) => {
    expect(failureOf(() => parseExpires(text)).code).toBe('ERR_TIME_FORMAT');
  });

  it.each([[Number.NaN], [Date.UTC(10000, 0)], [-62_135_596_800_001]])('cannot be written for %d', (milliseconds) => {
    expect(() => formatTime(new Date(milliseconds))).toThrow(TypeError);
  });
});
