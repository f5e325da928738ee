/** The name of a kind of file: stable, for programs. */
export type KeyKind =
  | 'spki'
  | 'pkcs1-public'
  | 'openssh-public'
  | 'rfc4716-public'
  | 'jwk-public'
  | 'minisign-public'
  | 'sslib-public'
  | 'certificate'
  | 'pkcs8'
  | 'pkcs1-private'
  | 'sec1'
  | 'openssh-private'
  | 'jwk-private'
  | 'minisign-private'
  | 'sslib-private'
  | 'pkcs8-encrypted'
  | 'traditional-encrypted'
  | 'openssh-encrypted'
  | 'cosign-encrypted'
  | 'minisign-encrypted'
  | 'sslib-encrypted'
  | 'openpgp-public'
  | 'openpgp-private'
  | 'openpgp-signature'
  | 'openpgp-key-object'
  | 'jwk-secret'
  | 'jwk-encrypted'
  | 'dsa-private'
  | 'putty-private'
  | 'pkcs12'
  | 'age'
  | 'certificate-request'
  | 'revocation-list'
  | 'ec-parameters'
  | 'metadata'
  | 'pem'
  | 'pem-damaged'
  | 'der'
  | 'json'
  | 'hex'
  | 'utf-16'
  | 'too-large'
  | 'empty'
  | 'unknown';

/** What {@link KEY_KINDS} says of a kind of file. */
export interface KeyKindFacts {
  /** For people, with its article, e.g. `an OpenSSH private key`. */
  readonly description: string;
  /** Which half of a key pair it holds; a private key comes with its public half. */
  readonly holds: 'public' | 'private' | 'nothing';
  /** Whether a password is needed to read it. */
  readonly encrypted: boolean;
  /** Whether this package loads it. */
  readonly loads: boolean;
  /** What to do with a file that this package does not load. */
  readonly remedy?: string | undefined;
}

function publicKey(description: string): KeyKindFacts {
  return { description, holds: 'public', encrypted: false, loads: true };
}

function privateKey(description: string): KeyKindFacts {
  return { description, holds: 'private', encrypted: false, loads: true };
}

function encryptedKey(description: string): KeyKindFacts {
  return { description, holds: 'private', encrypted: true, loads: true };
}

function other(description: string, remedy?: string, holds: KeyKindFacts['holds'] = 'nothing'): KeyKindFacts {
  return { description, holds, encrypted: false, loads: false, remedy };
}

/** Every kind of file that is told from the others. */
export const KEY_KINDS: Readonly<Record<KeyKind, KeyKindFacts>> = {
  spki: publicKey('a public key (SubjectPublicKeyInfo)'),
  'pkcs1-public': publicKey('an RSA public key (PKCS#1)'),
  'openssh-public': publicKey('an OpenSSH public key'),
  'rfc4716-public': publicKey('an SSH public key (RFC 4716)'),
  'jwk-public': publicKey('a public JSON Web Key'),
  'minisign-public': publicKey('a minisign or signify public key'),
  'sslib-public': publicKey('an in-toto public key object'),
  certificate: publicKey('a certificate'),
  pkcs8: privateKey('a private key (PKCS#8)'),
  'pkcs1-private': privateKey('an RSA private key (PKCS#1)'),
  sec1: privateKey('an elliptic curve private key (SEC 1)'),
  'openssh-private': privateKey('an OpenSSH private key'),
  'jwk-private': privateKey('a private JSON Web Key'),
  'minisign-private': privateKey('a minisign secret key'),
  'sslib-private': privateKey('an in-toto private key object'),
  'pkcs8-encrypted': encryptedKey('an encrypted private key (PKCS#8)'),
  'traditional-encrypted': encryptedKey('an encrypted private key (traditional OpenSSL)'),
  'openssh-encrypted': encryptedKey('an encrypted OpenSSH private key'),
  'cosign-encrypted': encryptedKey('an encrypted Sigstore private key (cosign)'),
  'minisign-encrypted': encryptedKey('an encrypted minisign secret key'),
  'sslib-encrypted': encryptedKey('an encrypted private key in the old format of securesystemslib'),
  'openpgp-public': other('an OpenPGP public key', 'OpenPGP keys are read by @intoto/openpgp', 'public'),
  'openpgp-private': other('an OpenPGP private key', 'sign with it through gpg', 'private'),
  'openpgp-signature': other('an OpenPGP signature'),
  'openpgp-key-object': other('an OpenPGP key object of in-toto', 'it is read by @intoto/models', 'public'),
  'jwk-secret': other('a symmetric JSON Web Key', 'in-toto signs with key pairs only', 'private'),
  'jwk-encrypted': other('an encrypted JSON Web Key', 'decrypt it first', 'private'),
  'dsa-private': other('a DSA private key', 'in-toto has no scheme for DSA', 'private'),
  'putty-private': other(
    'a PuTTY private key',
    'convert it with `puttygen FILE -O private-openssh-new -o NEW`',
    'private',
  ),
  pkcs12: other('a PKCS#12 container', 'take the key out with `openssl pkcs12 -in FILE -nodes`', 'private'),
  age: other('an age key', 'age keys encrypt, they do not sign'),
  'certificate-request': other('a certificate request', 'use the certificate or the public key'),
  'revocation-list': other('a certificate revocation list'),
  'ec-parameters': other('elliptic curve parameters without a key'),
  metadata: other('signed metadata: a layout, a link or an envelope'),
  pem: other('a PEM block of an unknown type'),
  'pem-damaged': other('a damaged PEM block'),
  der: other('DER, but no key'),
  json: other('JSON, but no key'),
  hex: other('bare hex digits', 'say which key it is: as PEM, or as an in-toto key object'),
  'utf-16': other('text in UTF-16', 'save it as UTF-8'),
  'too-large': other('something larger than any key'),
  empty: other('nothing'),
  unknown: other('neither PEM nor DER nor any other known format'),
};
