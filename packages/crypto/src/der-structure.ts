import { DER_TAGS, type DerElement, readDerSequence } from './der.ts';

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

/** Version, modulus, exponents, primes and so on (RFC 8017, A.1.2). */
const RSA_PRIVATE_INTEGERS = 9;

/** Tells what a DER file holds without looking at the values. */
export function recognizeDer(der: Uint8Array): DerStructure {
  const parts = tryReadSequence(der);
  const shape = parts?.map(({ tag }) => tag) ?? [];
  const { integer, bitString, octetString, sequence } = DER_TAGS;
  if (matches(shape, [sequence, sequence, bitString])) return 'certificate';
  if (matches(shape, [sequence, bitString])) return 'spki';
  if (matches(shape, [sequence, octetString])) return 'pkcs8-encrypted';
  if (startsWith(shape, [integer, sequence, octetString])) return 'pkcs8';
  if (startsWith(shape, [integer, octetString])) return 'sec1';
  if (matches(shape, [integer, integer])) return 'pkcs1-public';
  return startsWith(
    shape,
    Array.from({ length: RSA_PRIVATE_INTEGERS }, () => integer),
  )
    ? 'pkcs1-private'
    : 'unknown';
}

function matches(shape: readonly number[], expected: readonly number[]): boolean {
  return shape.length === expected.length && startsWith(shape, expected);
}

function startsWith(shape: readonly number[], expected: readonly number[]): boolean {
  return expected.every((tag, index) => shape[index] === tag);
}

function tryReadSequence(der: Uint8Array): readonly DerElement[] | undefined {
  try {
    return readDerSequence(der);
  } catch {
    return undefined;
  }
}
