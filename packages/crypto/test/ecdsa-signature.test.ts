import { encodeEcdsaSignature } from '@intoto/crypto/key-parts';
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

  it('may need the long form of a length', () => {
    const der = encodeEcdsaSignature(new Uint8Array(132).fill(0xff));
    expect([...der.subarray(0, 7)]).toEqual([0x30, 0x81, 138, 2, 67, 0, 0xff]);
    expect(der).toHaveLength(141);
  });
});
