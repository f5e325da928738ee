import { encodeHex } from '@intoto/encoding';

import { type DerElement, readDerSequence } from './der.ts';

/** The structures that DER files of keys may hold, told apart by the types of their parts. */
export type DerStructure =
  | 'spki'
  | 'pkcs1-public'
  | 'pkcs8'
  | 'pkcs8-encrypted'
  | 'pkcs1-private'
  | 'sec1'
  | 'certificate'
  | 'unknown';

/** By the tags of the parts in hex: 02 INTEGER, 03 BIT STRING, 04 OCTET STRING, 30 SEQUENCE. */
const SHAPES: readonly (readonly [RegExp, DerStructure])[] = [
  [/^303003$/, 'certificate'],
  [/^3003$/, 'spki'],
  [/^3004$/, 'pkcs8-encrypted'],
  [/^023004/, 'pkcs8'],
  [/^0204/, 'sec1'],
  [/^0202$/, 'pkcs1-public'],
  // Version, modulus, exponents, primes and so on (RFC 8017, A.1.2).
  [/^(02){9}/, 'pkcs1-private'],
];

/** Tells what a DER file holds without looking at the values. */
export function recognizeDer(der: Uint8Array): DerStructure {
  const tags = encodeHex(Uint8Array.from(tryReadSequence(der), ({ tag }) => tag));
  return SHAPES.find(([shape]) => shape.test(tags))?.[1] ?? 'unknown';
}

function tryReadSequence(der: Uint8Array): readonly DerElement[] {
  try {
    return readDerSequence(der);
  } catch {
    return [];
  }
}
