import { concat, fromBigInt, toBigInt } from './bytes.ts';
import type { SchemeName } from './schemes.ts';

/** Orders of the curves' groups (FIPS 186-5). */
const ORDERS: ReadonlyMap<SchemeName, bigint> = new Map([
  ['ecdsa-sha2-nistp256', 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n],
  [
    'ecdsa-sha2-nistp384',
    0xffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_c7634d81_f4372ddf_581a0db2_48b0a77a_ecec196a_ccc52973n,
  ],
  [
    'ecdsa-sha2-nistp521',
    0x1ff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_ffffffff_fffffffa_51868783_bf2f966b_7fcc0148_f709a5d0_3bb5c9b8_899c47ae_bb6fb71e_91386409n,
  ],
]);

/** Other forms of an ECDSA signature. */
export interface EcdsaForms {
  /** With the other value of `s`: as good as the first one. */
  readonly other: Uint8Array;
  /** Everything else that means the same numbers, or is near to them; none of it is a signature. */
  readonly refused: Readonly<Record<string, Uint8Array>>;
}

/** Other forms of a signature in DER. */
export function ecdsaForms(scheme: SchemeName, der: Uint8Array): EcdsaForms {
  const order = ORDERS.get(scheme) ?? 0n;
  const size = Math.ceil(order.toString(16).length / 2);
  const { r, s } = decode(der);
  const [rDigits, sDigits] = [digits(r), digits(s)];
  const zero = Uint8Array.of(0);
  const content = concat(element(0x02, rDigits), element(0x02, sDigits));
  return {
    other: sequence(rDigits, digits(order - s)),
    refused: {
      'r and s without DER': concat(fromBigInt(r, size), fromBigInt(s, size)),
      'r with a zero too many': sequence(concat(zero, rDigits), sDigits),
      's with a zero too many': sequence(rDigits, concat(zero, sDigits)),
      'a length that is longer than it must be': longElement(0x30, content),
      'an indefinite length': concat(Uint8Array.of(0x30, 0x80), content, Uint8Array.of(0, 0)),
      'bytes after the end': concat(sequence(rDigits, sDigits), zero),
      'bytes after s': element(0x30, concat(content, zero)),
      'a third number': sequence(rDigits, sDigits, Uint8Array.of(1)),
      'r alone': sequence(rDigits),
      'an empty sequence': Uint8Array.of(0x30, 0),
      'a set': element(0x31, content),
      'r = 0': sequence(zero, sDigits),
      's = 0': sequence(rDigits, zero),
      'r = s = 0': sequence(zero, zero),
      'r = the order': sequence(digits(order), sDigits),
      's = the order': sequence(rDigits, digits(order)),
      'r plus the order': sequence(digits(r + order), sDigits),
      's plus the order': sequence(rDigits, digits(s + order)),
      'a negative r': sequence(negative(rDigits), sDigits),
      'a negative s': sequence(rDigits, negative(sDigits)),
    },
  };
}

function decode(der: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  const start = der[1] === 0x81 ? 3 : 2;
  const rEnd = start + 2 + (der[start + 1] ?? 0);
  return { r: toBigInt(der.subarray(start + 2, rEnd)), s: toBigInt(der.subarray(rEnd + 2)) };
}

/** As the content of an INTEGER. */
function digits(value: bigint): Uint8Array {
  const bytes = fromBigInt(value, Math.max(1, Math.ceil(value.toString(16).length / 2)));
  return (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes;
}

function negative(integer: Uint8Array): Uint8Array {
  return Uint8Array.from(integer, (byte, index) => (index === 0 ? byte | 0x80 : byte));
}

function sequence(...integers: readonly Uint8Array[]): Uint8Array {
  return element(0x30, concat(...integers.map((integer) => element(0x02, integer))));
}

function element(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  return concat(length < 0x80 ? Uint8Array.of(tag, length) : Uint8Array.of(tag, 0x81, length), content);
}

function longElement(tag: number, content: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(tag, 0x82, 0, content.length), content);
}
