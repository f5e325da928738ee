import { CryptoError } from './crypto-error.ts';
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

/** For people: what a PEM block holds, e.g. "a certificate". Never says anything of its content. */
export function describePem({ label, headers }: PemBlock): string {
  const description = LABELS.get(label) ?? `a PEM block "${label}"`;
  return headers.includes('ENCRYPTED') ? 'an encrypted private key' : description;
}

/** The error for bytes of another kind than was asked for. */
export function unexpectedBytes(description: string, expected: string): CryptoError {
  return new CryptoError(`The bytes look like ${description}; expected ${expected}`, {
    code: 'ERR_KEY_FORMAT',
    details: { found: description, expected },
  });
}
