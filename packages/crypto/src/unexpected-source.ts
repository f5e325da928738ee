import { CryptoError } from './crypto-error.ts';
import type { DerStructure } from './der-structure.ts';
import { type KeySource, LABEL_STRUCTURES } from './key-source.ts';
import { PUBLIC_KEY } from './load-public-key.ts';
import type { PemBlock } from './pem.ts';
import { unexpectedBytes } from './unexpected-bytes.ts';

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

/** The error for a text, or bytes that are neither PEM nor DER. */
export function unexpectedText(text: string, expected: string): CryptoError {
  return unexpectedBytes(describeText(text), expected);
}

/** The error for DER of another kind than was asked for. */
export function unexpectedDer(structure: DerStructure, expected: string): CryptoError {
  return unexpectedBytes(DESCRIPTIONS[structure], expected);
}

function describeText(text: string): string {
  const start = text.trimStart().slice(0, 200);
  if (start === '') return 'nothing';
  return TEXT_STARTS.find(([pattern]) => pattern.test(start.trimEnd()))?.[1] ?? 'neither PEM nor DER';
}

/** The error for a key file of another kind than was asked for. */
export function unexpectedSource({ structure, pem }: KeySource, expected: string): CryptoError {
  if (pem === undefined) return unexpectedDer(structure, expected);
  const mislabelled = structure === 'unknown' && LABEL_STRUCTURES.has(pem.label) && pem.headers === '';
  return unexpectedBytes(mislabelled ? `something else under the label "${pem.label}"` : describePem(pem), expected);
}

/** The error for a key in metadata whose PEM is no public key. */
export function unusableSource(source: KeySource): CryptoError {
  const cause = unexpectedSource(source, PUBLIC_KEY.description);
  return new CryptoError(`The public part of the key cannot be used: ${cause.message}`, {
    code: 'ERR_KEY_UNUSABLE',
    cause,
  });
}

/** For people: what a PEM block holds, e.g. "a certificate". Never says anything of its content. */
function describePem({ label, headers }: PemBlock): string {
  const description = LABELS.get(label) ?? `a PEM block "${label}"`;
  return headers.includes('ENCRYPTED') ? 'an encrypted private key' : description;
}
