import { describeOid } from './object-identifiers.ts';

/** Object identifiers of password-based encryption (RFC 8018; RFC 7914 for scrypt). */
export const ENCRYPTION_OIDS = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
} as const;

/** Names for messages about algorithms that exist but are not supported here. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.5.3', 'PBES1 with MD5 and DES'],
  ['1.2.840.113549.1.5.10', 'PBES1 with SHA-1 and DES'],
  ['1.2.840.113549.1.12.1.3', 'PKCS#12 with SHA-1 and Triple DES'],
  ['1.2.840.113549.1.12.1.6', 'PKCS#12 with SHA-1 and RC2'],
  ['1.2.840.113549.3.7', 'Triple DES'],
]);

/** For people: the algorithm's name and its identifier. */
export function describeEncryption(oid: string): string {
  return describeOid(oid, NAMES);
}
