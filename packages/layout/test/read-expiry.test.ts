import { readExpiry } from '@intoto/layout';
import { describe, expect, it } from 'vitest';

const NOW = new Date('2027-01-31T10:20:30.456Z');

describe('readExpiry', () => {
  it.each([
    ['12h', '2027-01-31T22:20:30Z'],
    ['90d', '2027-05-01T10:20:30Z'],
    ['2w', '2027-02-14T10:20:30Z'],
    ['1m', '2027-02-28T10:20:30Z'],
    ['2m', '2027-03-31T10:20:30Z'],
    ['13m', '2028-02-29T10:20:30Z'],
    ['1y', '2028-01-31T10:20:30Z'],
    ['0d', '2027-01-31T10:20:30Z'],
    ['2030-02-03T04:05:06Z', '2030-02-03T04:05:06Z'],
  ])('takes %s for %s', (text, expected) => {
    expect(readExpiry(text, NOW)).toBe(expected);
  });

  it('ends the last of February of a leap year a year later on the 28th', () => {
    expect(readExpiry('1y', new Date('2028-02-29T00:00:00Z'))).toBe('2029-02-28T00:00:00Z');
  });

  it.each([
    '',
    'tomorrow',
    '1',
    'd',
    '-1d',
    '1.5d',
    '1 d',
    '1M',
    '123456d',
    '2030-01-01',
    '2030-02-30T00:00:00Z',
    '2030-01-01T00:00:00+01:00',
  ])('refuses %j', (text) => {
    expect(() => readExpiry(text, NOW)).toThrow(expect.objectContaining({ code: 'ERR_EXPIRY_FORMAT' }));
  });

  it.each(['99999y', '8000y'])('refuses %s, which is after the year 9999', (text) => {
    expect(() => readExpiry(text, NOW)).toThrow(`${text} is too far away.`);
  });

  it('needs a time to count from', () => {
    expect(() => readExpiry('1d', new Date(Number.NaN))).toThrow(TypeError);
    expect(readExpiry('2030-02-03T04:05:06Z', new Date(Number.NaN))).toBe('2030-02-03T04:05:06Z');
  });
});
