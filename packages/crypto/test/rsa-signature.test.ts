import { isBelowModulus } from '@intoto/crypto/key-parts';
import { describe, expect, it } from 'vitest';

const MODULUS = Uint8Array.of(0x80, 0, 1);

describe('an RSA signature', () => {
  it.each([
    [[0, 0, 0], true],
    [[0x80, 0, 0], true],
    [[0x7f, 0xff, 0xff], true],
    [[0x80, 0, 1], false],
    [[0x80, 0, 2], false],
    [[0x80, 1, 0], false],
    [[0xff, 0, 0], false],
    [[0, 0], false],
    [[0, 0, 0, 0], false],
    [[], false],
  ])('%j is below the modulus and as long as it: %s', (signature, expected) => {
    expect(isBelowModulus(Uint8Array.from(signature), MODULUS)).toBe(expected);
  });
});
