import { type PemBlock, recognizeDer, type DerStructure } from '@intoto/crypto/key-parts';

import type { KeyKind } from './key-kind.ts';
import { isEncryptedSshKey } from './ssh-private-key.ts';

/** Labels of structures whose content tells the kind. */
const STRUCTURES: ReadonlyMap<string, readonly DerStructure[]> = new Map<string, readonly DerStructure[]>([
  ['PUBLIC KEY', ['spki']],
  ['RSA PUBLIC KEY', ['pkcs1-public', 'spki']],
  ['PRIVATE KEY', ['pkcs8']],
  ['ENCRYPTED PRIVATE KEY', ['pkcs8-encrypted']],
  ['RSA PRIVATE KEY', ['pkcs1-private']],
  ['EC PRIVATE KEY', ['sec1']],
]);

const LABELS: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ['CERTIFICATE', 'certificate'],
  ['TRUSTED CERTIFICATE', 'certificate'],
  ['X509 CERTIFICATE', 'certificate'],
  ['CERTIFICATE REQUEST', 'certificate-request'],
  ['NEW CERTIFICATE REQUEST', 'certificate-request'],
  ['X509 CRL', 'revocation-list'],
  ['PGP PUBLIC KEY BLOCK', 'openpgp-public'],
  ['PGP PRIVATE KEY BLOCK', 'openpgp-private'],
  ['PGP SIGNATURE', 'openpgp-signature'],
  ['PGP SIGNED MESSAGE', 'openpgp-signature'],
  ['DSA PRIVATE KEY', 'dsa-private'],
  ['EC PARAMETERS', 'ec-parameters'],
  ['ENCRYPTED COSIGN PRIVATE KEY', 'cosign-encrypted'],
  ['ENCRYPTED SIGSTORE PRIVATE KEY', 'cosign-encrypted'],
]);

/** Tells what a PEM block holds; `undefined` where label and content disagree. */
export function recognizePem({ label, headers, bytes }: PemBlock): KeyKind | undefined {
  if (headers.includes('ENCRYPTED')) return label === 'DSA PRIVATE KEY' ? 'dsa-private' : 'traditional-encrypted';
  if (label === 'OPENSSH PRIVATE KEY') return isEncryptedSshKey(bytes) ? 'openssh-encrypted' : 'openssh-private';
  const promised = STRUCTURES.get(label);
  if (promised === undefined) return LABELS.get(label) ?? 'pem';
  const structure = recognizeDer(bytes);
  return structure !== 'unknown' && promised.includes(structure) ? structure : undefined;
}

/** For messages about blocks that are not what they say: their first line is public. */
export function recognizePemText(text: string): KeyKind {
  // An armored OpenPGP block ends with a checksum line, which makes it unreadable as PEM.
  const [, label = ''] = /-----BEGIN ([\x20-\x7e]{0,64}?)-----/u.exec(text) ?? [];
  const kind = LABELS.get(label);
  return kind?.startsWith('openpgp') === true ? kind : 'pem-damaged';
}
