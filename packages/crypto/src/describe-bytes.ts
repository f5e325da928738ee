import { CryptoError } from './crypto-error.ts';
import { DER_TAGS, type DerElement, readDerSequence } from './der.ts';
import type { PemBlock } from './pem.ts';

/** PEM labels and what they stand for, for messages. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['PUBLIC KEY', 'a public key'],
  ['RSA PUBLIC KEY', 'a public key'],
  ['PRIVATE KEY', 'a private key'],
  ['RSA PRIVATE KEY', 'a private key'],
  ['EC PRIVATE KEY', 'a private key'],
  ['ENCRYPTED PRIVATE KEY', 'an encrypted private key'],
  ['CERTIFICATE', 'a certificate'],
  ['TRUSTED CERTIFICATE', 'a certificate'],
  ['X509 CERTIFICATE', 'a certificate'],
  ['CERTIFICATE REQUEST', 'a certificate request'],
  ['X509 CRL', 'a certificate revocation list'],
  ['OPENSSH PRIVATE KEY', 'an OpenSSH private key'],
  ['PGP PUBLIC KEY BLOCK', 'an OpenPGP public key'],
  ['PGP PRIVATE KEY BLOCK', 'an OpenPGP private key'],
  ['PGP SIGNATURE', 'an OpenPGP signature'],
  ['DSA PRIVATE KEY', 'a DSA private key'],
  ['EC PARAMETERS', 'elliptic curve parameters without a key'],
  ['ENCRYPTED SIGSTORE PRIVATE KEY', 'an encrypted Sigstore private key'],
  ['ENCRYPTED COSIGN PRIVATE KEY', 'an encrypted Sigstore private key'],
]);

const TEXT_STARTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ssh-|ecdsa-sha2-|sk-)[\w@.-]+ AAAA/u, 'an OpenSSH public key'],
  [/^---- BEGIN SSH2 PUBLIC KEY/u, 'an SSH public key (RFC 4716)'],
  [/^PuTTY-User-Key-File/u, 'a PuTTY private key'],
  [/^age1|^AGE-SECRET-KEY-/u, 'an age key'],
  [/^[0-9a-f]{32}@@@@/iu, 'an encrypted private key in the old format of securesystemslib'],
  [/^\{/u, 'JSON'],
  [/^[0-9a-f]{64}$/iu, 'bare hex'],
];

/** For people: what a PEM block holds, e.g. "a certificate". Never says anything of its content. */
export function describePem({ label, headers }: PemBlock): string {
  const description = LABELS.get(label) ?? `a PEM block "${label}"`;
  return headers.includes('ENCRYPTED') ? 'an encrypted private key' : description;
}

/** For people: what bytes that are no PEM look like. */
export function describeText(text: string): string {
  const start = text.trimStart().slice(0, 200);
  if (start === '') return 'nothing';
  return TEXT_STARTS.find(([pattern]) => pattern.test(start.trimEnd()))?.[1] ?? 'neither PEM nor DER';
}

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

const DESCRIPTIONS: Readonly<Record<DerStructure, string>> = {
  spki: 'a public key',
  'pkcs1-public': 'a public key',
  pkcs8: 'a private key',
  'pkcs8-encrypted': 'an encrypted private key',
  'pkcs1-private': 'a private key',
  sec1: 'a private key',
  certificate: 'a certificate',
  unknown: 'DER, but no key',
};

/** For people: what a DER structure is. */
export function describeDer(structure: DerStructure): string {
  return DESCRIPTIONS[structure];
}

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

/** The error for bytes of another kind than was asked for. */
export function unexpectedBytes(description: string, expected: string): CryptoError {
  return new CryptoError(`The bytes look like ${description}; expected ${expected}`, {
    code: 'ERR_KEY_FORMAT',
    details: { found: description, expected },
  });
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
