import { decodeEcdsaSignature, encodeEcdsaSignature } from '@intoto/crypto/key-parts';
import { describe, expect, it } from 'vitest';

/** X.690, 8.3: the shortest two's complement of each number. */
const CASES: readonly (readonly [raw: readonly number[], der: readonly number[]])[] = [
  [
    [1, 2],
    [0x30, 6, 2, 1, 1, 2, 1, 2],
  ],
  [
    [0, 0, 1, 0x80, 0, 0],
    [0x30, 9, 2, 1, 1, 2, 4, 0, 0x80, 0, 0],
  ],
  [
    [0, 0x7f, 0, 0],
    [0x30, 6, 2, 1, 0x7f, 2, 1, 0],
  ],
];

describe('an ECDSA signature', () => {
  it('becomes DER with the shortest numbers that are not negative', () => {
    for (const [raw, der] of CASES) expect([...encodeEcdsaSignature(Uint8Array.from(raw))]).toEqual(der);
  });

  it('is read back, each number as long as a coordinate', () => {
    const raw = Uint8Array.from({ length: 64 }, (_, index) => (index % 32 === 0 ? 0 : 0xff - index));
    expect(decodeEcdsaSignature(encodeEcdsaSignature(raw), 'P-256')).toEqual(raw);
    const long = new Uint8Array(132).fill(1);
    expect(decodeEcdsaSignature(encodeEcdsaSignature(long), 'P-521')).toEqual(long);
  });

  it.each([
    ['nothing', []],
    ['a number alone', [0x30, 3, 2, 1, 1]],
    ['three numbers', [0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1]],
    ['something after it', [0x30, 6, 2, 1, 1, 2, 1, 2, 0]],
    ['a number below zero', [0x30, 6, 2, 1, 0x80, 2, 1, 2]],
    ['zero', [0x30, 6, 2, 1, 0, 2, 1, 2]],
    ['a zero too many', [0x30, 7, 2, 2, 0, 1, 2, 1, 2]],
    ['a length in more bytes than it needs', [0x30, 0x81, 6, 2, 1, 1, 2, 1, 2]],
    ['an indefinite length', [0x30, 0x80, 2, 1, 1, 2, 1, 2, 0, 0]],
    ['another type', [0x30, 6, 3, 1, 1, 2, 1, 2]],
    ['a number longer than a coordinate', [0x30, 38, 2, 33, 1, ...Array.from({ length: 32 }, () => 0), 2, 1, 1]],
  ])('is none with %s', (_what, der) => {
    expect(decodeEcdsaSignature(Uint8Array.from(der), 'P-256')).toBeUndefined();
  });

  it('may need the long form of a length', () => {
    const der = encodeEcdsaSignature(new Uint8Array(132).fill(0xff));
    expect([...der.subarray(0, 7)]).toEqual([0x30, 0x81, 138, 2, 67, 0, 0xff]);
    expect(der).toHaveLength(141);
  });
});
