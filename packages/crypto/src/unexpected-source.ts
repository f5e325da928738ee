import type { CryptoError } from './crypto-error.ts';
import type { DerStructure } from './der-structure.ts';
import { unexpectedBytes } from './describe-bytes.ts';

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
