import type { VectorSet } from './vector-set.ts';

const ACCEPTED: readonly (readonly [expires: string, seconds: number])[] = [
  ['1970-01-01T00:00:00Z', 0],
  ['2026-06-01T12:00:00Z', 1_780_315_200],
  ['2028-02-29T23:59:59Z', 1_835_481_599],
  ['2000-02-29T00:00:00Z', 951_782_400],
  ['1969-12-31T23:59:59Z', -1],
  ['0001-01-01T00:00:00Z', -62_135_596_800],
  ['9999-12-31T23:59:59Z', 253_402_300_799],
];

const REFUSED: readonly string[] = [
  '2030-01-01',
  '2030-01-01T00:00:00',
  '2030-01-01T00:00:00z',
  '2030-01-01t00:00:00Z',
  '2030-01-01 00:00:00Z',
  '2030-01-01T00:00Z',
  '2030-01-01T00:00:00.0Z',
  '2030-01-01T00:00:00,5Z',
  '2030-01-01T00:00:00+00:00',
  '2030-01-01T00:00:00+02:00',
  '20300101T000000Z',
  '2030-1-1T0:0:0Z',
  '30-01-01T00:00:00Z',
  '12030-01-01T00:00:00Z',
  '+2030-01-01T00:00:00Z',
  '-2030-01-01T00:00:00Z',
  ' 2030-01-01T00:00:00Z',
  '2030-01-01T00:00:00Z ',
  '2030-01-01T00:00:00Z\n',
  '2030-00-01T00:00:00Z',
  '2030-13-01T00:00:00Z',
  '2030-01-00T00:00:00Z',
  '2030-01-32T00:00:00Z',
  '2030-04-31T00:00:00Z',
  '2030-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2030-01-01T24:00:00Z',
  '2030-01-01T00:60:00Z',
  '2030-01-01T00:00:60Z',
  '0000-01-01T00:00:00Z',
  '2030-W01-1T00:00:00Z',
  '2030-001T00:00:00Z',
  'tomorrow',
  'never',
];

export const EXPIRES: VectorSet = {
  description:
    'What "expires" of a layout may be. Absent, empty and null are another matter: see the cases about expiry',
  origin: 'in-toto for Python 3.1.0, observed',
  members: {
    expires: 'the text',
    seconds: 'the moment it stands for, in seconds since 1970-01-01T00:00:00Z; null where it is no time',
  },
  vectors: [
    ...ACCEPTED.map(([expires, seconds]) => ({ expires, seconds })),
    ...REFUSED.map((expires) => ({ expires, seconds: null })),
  ],
};
