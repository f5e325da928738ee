import { hasSmallOrder } from '@intoto/crypto/key-parts';
import { decodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

const ZEROS = '00'.repeat(30);
const ONES = 'ff'.repeat(30);

describe('a point of Ed25519', () => {
  it.each([
    `00${ZEROS}00`,
    `01${ZEROS}00`,
    `01${ZEROS}80`,
    `ec${ONES}7f`,
    `ec${ONES}ff`,
    `ed${ONES}7f`,
    `ee${ONES}ff`,
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  ])('is of small order: %s', (point) => {
    expect(hasSmallOrder(decodeHex(point))).toBe(true);
  });

  it.each([`58${'66'.repeat(31)}`, `02${ZEROS}00`, `ef${ONES}7f`, `eb${ONES}7f`, `01${ZEROS}`, ''])(
    'is not: %s',
    (point) => {
      expect(hasSmallOrder(decodeHex(point))).toBe(false);
    },
  );
});
