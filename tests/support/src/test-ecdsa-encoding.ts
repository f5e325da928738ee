import type { CryptoBackend } from '@intoto/crypto';
import { decodeHex, encodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { ACCEPTED, DATA, spkiOf } from './signature-vectors.ts';

/** Orders of the curves' groups (FIPS 186-5). */
const ORDERS = {
  'P-256': 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n,
  'P-384':
    0xffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_c7634d81_f4372ddf_581a0db2_48b0a77a_ecec196a_ccc52973n,
  'P-521':
    0x1ff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_fffffffa_51868783_bf2f966b_7fcc0148_f709a5d0_3bb5c9b8_899c47ae_bb6fb71e_91386409n,
};

function digitsOf(value: bigint): number[] {
  const hex = value.toString(16);
  const digits = decodeHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  return (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : [...digits];
}

function element(tag: number, content: readonly number[], padding = 0): number[] {
  const length =
    content.length < 0x80 && padding === 0
      ? [content.length]
      : [0x81 + padding, ...Array.from({ length: padding }, () => 0), content.length];
  return [tag, ...length, ...content];
}

function encode(...integers: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    element(
      0x30,
      integers.flatMap((digits) => element(0x02, digits)),
    ),
  );
}

function toInteger(digits: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(digits)}`);
}

function decode(der: Uint8Array): { r: bigint; s: bigint } {
  const start = der[1] === 0x81 ? 3 : 2;
  const rEnd = start + 2 + (der[start + 1] ?? 0);
  return { r: toInteger(der.subarray(start + 2, rEnd)), s: toInteger(der.subarray(rEnd + 2)) };
}

/** Tests of how a backend reads ECDSA signatures: strict DER of two numbers below the order, as OpenSSL does. */
export function testEcdsaEncoding(backend: CryptoBackend): void {
  describe('ECDSA signatures', () => {
    for (const { scheme, keyName, signature, name } of ACCEPTED) {
      if (scheme.type !== 'ecdsa') continue;
      const order = ORDERS[scheme.curve];
      const { r, s } = decode(signature);
      const verify = async (sig: Uint8Array): Promise<boolean> =>
        (await backend.createVerifier(scheme, spkiOf(keyName))).verify(DATA, sig);

      it(`verify with either of the two values of s: ${name}`, async () => {
        expect(await verify(encode(digitsOf(r), digitsOf(s)))).toBe(true);
        expect(await verify(encode(digitsOf(r), digitsOf(order - s)))).toBe(true);
      });

      it(`must be DER and nothing else: ${name}`, async () => {
        const content = [...element(0x02, digitsOf(r)), ...element(0x02, digitsOf(s))];
        const refused: Readonly<Record<string, readonly number[]>> = {
          'r || s': [...digitsOf(r), ...digitsOf(s)],
          'a leading zero in r': [...encode([0, ...digitsOf(r)], digitsOf(s))],
          'a leading zero in s': [...encode(digitsOf(r), [0, ...digitsOf(s)])],
          'a long length': element(0x30, content, 1),
          'an indefinite length': [0x30, 0x80, ...content, 0, 0],
          'bytes after the end': [...encode(digitsOf(r), digitsOf(s)), 0],
          'bytes after s': element(0x30, [...content, 0]),
          'a third number': [...encode(digitsOf(r), digitsOf(s), [1])],
          'no s': [...encode(digitsOf(r))],
          'an empty sequence': [0x30, 0],
          'a set': element(0x31, content),
        };
        for (const bytes of Object.values(refused)) expect(await verify(Uint8Array.from(bytes))).toBe(false);
      });

      it(`must have numbers within the order of the group: ${name}`, async () => {
        const negative = (value: bigint): number[] => digitsOf(value).with(0, (digitsOf(value)[0] ?? 0) | 0x80);
        const refused = [
          encode([0], digitsOf(s)),
          encode(digitsOf(r), [0]),
          encode([0], [0]),
          encode(digitsOf(order), digitsOf(s)),
          encode(digitsOf(r), digitsOf(order)),
          encode(digitsOf(r + order), digitsOf(s)),
          encode(digitsOf(r), digitsOf(s + order)),
          encode(negative(r), digitsOf(s)),
          encode(digitsOf(r), negative(s)),
        ];
        for (const sig of refused) expect(await verify(sig)).toBe(false);
      });
    }
  });
}
