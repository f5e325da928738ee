import { resolveScheme, type SignatureScheme } from '@intoto/crypto';
import { decodeHex } from '@intoto/encoding';

import vectors from './signatures.json' with { type: 'json' };

/** A signature that another implementation has made. */
export interface SignatureVector {
  readonly name: string;
  readonly keyName: KeyName;
  readonly scheme: SignatureScheme;
  readonly signature: Uint8Array;
}

/** Names of the keys that signed. */
export type KeyName = 'rsa' | 'p256' | 'p384' | 'p521' | 'ed25519';

const KEYS: Readonly<Record<KeyName, { readonly spki: string; readonly pkcs8: string }>> = vectors.keys;

/** What all of them have signed. */
export const DATA: Uint8Array = decodeHex(vectors.data);

/** DER SubjectPublicKeyInfo. */
export function spkiOf(name: KeyName): Uint8Array {
  return decodeHex(KEYS[name].spki);
}

/** DER PrivateKeyInfo. */
export function pkcs8Of(name: KeyName): Uint8Array {
  return decodeHex(KEYS[name].pkcs8);
}

/** The scheme of a pair that is known to be one. */
export function schemeOf(keyType: string, scheme: string): SignatureScheme {
  const resolved = resolveScheme(keyType, scheme);
  if (resolved === undefined) throw new Error(`No scheme ${keyType}/${scheme}`);
  return resolved;
}

function read(origin: 'securesystemslib' | 'openssl' | 'refused'): readonly SignatureVector[] {
  return vectors[origin].signatures.map((vector) => ({
    name: [origin, vector.scheme, 'note' in vector ? vector.note : ''].join(' ').trim(),
    keyName: vector.key as KeyName,
    scheme: schemeOf(vector.keytype, vector.scheme),
    signature: decodeHex(vector.sig),
  }));
}

/** Signatures that the reference accepts, made by itself and by OpenSSL. */
export const ACCEPTED: readonly SignatureVector[] = [...read('securesystemslib'), ...read('openssl')];

/** Signatures that the reference refuses. */
export const REFUSED: readonly SignatureVector[] = read('refused');
