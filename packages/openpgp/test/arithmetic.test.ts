import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeDsaSignature, encodeDsaSignature } from '../src/dsa-signature.ts';
import { bitLength } from '../src/key-numbers.ts';
import { inverse, power, toBytes, toNumber } from '../src/modular.ts';

const positive = fc.bigInt({ min: 1n, max: 2n ** 200n });

describe('modular arithmetic', () => {
  it('raises to powers as repeated multiplication does', () => {
    const small = fc.bigInt({ min: 0n, max: 40n });
    fc.assert(
      fc.property(positive, small, positive, (base, exponent, modulus) => {
        expect(power(base, exponent, modulus)).toBe(base ** exponent % modulus);
      }),
    );
  });

  it('finds the inverse where there is one', () => {
    fc.assert(
      fc.property(positive, positive, (value, modulus) => {
        const found = inverse(value, modulus);
        if (found === undefined) expect(gcd(value, modulus)).not.toBe(1n);
        else {
          expect((value * found) % modulus).toBe(1n % modulus);
          expect(found >= 0n && found < modulus).toBe(true);
        }
      }),
    );
    expect(inverse(0n, 7n)).toBeUndefined();
    expect(inverse(2n, 4n)).toBeUndefined();
  });

  it('turns numbers into bytes and back', () => {
    fc.assert(
      fc.property(positive, (value) => {
        expect(toNumber(toBytes(value))).toBe(value);
        expect(toBytes(value)[0]).not.toBe(0);
        expect(bitLength(value)).toBe(value.toString(2).length);
      }),
    );
    expect(toNumber(new Uint8Array())).toBe(0n);
  });
});

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

describe('the DER of a DSA signature', () => {
  it('is read as it was written, without leading zeros', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 32 }).filter((digits) => digits.some((digit) => digit > 0));
    fc.assert(
      fc.property(bytes, bytes, (r, s) => {
        const decoded = decodeDsaSignature(encodeDsaSignature(r, s));
        expect(toNumber(decoded?.r ?? new Uint8Array())).toBe(toNumber(r));
        expect(toNumber(decoded?.s ?? new Uint8Array())).toBe(toNumber(s));
      }),
    );
  });

  it.each([
    ['nothing', []],
    ['no numbers', [0x30, 0]],
    ['one number', [0x30, 3, 2, 1, 1]],
    ['zero', [0x30, 6, 2, 1, 0, 2, 1, 1]],
    ['a number below zero', [0x30, 6, 2, 1, 0x80, 2, 1, 1]],
    ['a leading zero', [0x30, 7, 2, 2, 0, 1, 2, 1, 1]],
    ['an empty number', [0x30, 5, 2, 0, 2, 1, 1]],
    ['a long length', [0x30, 0x81, 6, 2, 1, 1, 2, 1, 1]],
    ['something after it', [0x30, 6, 2, 1, 1, 2, 1, 1, 0]],
    ['something in it', [0x30, 7, 2, 1, 1, 2, 1, 1, 0]],
    ['a number that is too long', [0x30, 6, 2, 9, 1, 2, 1, 1]],
    ['another type', [0x31, 6, 2, 1, 1, 2, 1, 1]],
    ['numbers of another type', [0x30, 6, 4, 1, 1, 2, 1, 1]],
  ])('is not %s', (_, bytes) => {
    expect(decodeDsaSignature(Uint8Array.from(bytes))).toBeUndefined();
  });
});
