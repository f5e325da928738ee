import { type CryptoBackend, encodePrivateKeyPem, encodePublicKeyPem, type PrivateKey } from '@intoto/crypto';
import { encodePassword, type KeyMaterial, readKeyMaterial } from '@intoto/crypto/key-parts';
import { createJsonObject, encodeHex, formatJson, type JsonObject } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { unsupported } from './failures.ts';
import { jwkAlgorithm } from './jwk-algorithms.ts';
import { privateJwkMembers, publicJwkMembers } from './jwk.ts';
import { readPrivateParts } from './private-parts.ts';
import { encodeSec1Pem } from './sec1-pem.ts';
import { encodeOpenSshPublicKey } from './ssh-public-key.ts';
import { encryptSslibText } from './sslib-encryption.ts';

/**
 * How to write a public key: SubjectPublicKeyInfo PEM; JSON Web Key; a line for `authorized_keys`; the JSON file of
 * securesystemslib up to 0.31 (not for RSA keys, which are PEM there); the key object of a layout with its key id.
 */
export type PublicKeyFormat = 'pem' | 'jwk' | 'openssh' | 'sslib' | 'layout';

/** How to write a private key: PKCS#8 PEM; JSON Web Key; the JSON file of securesystemslib up to 0.31 (not for RSA keys). */
export type PrivateKeyFormat = 'pem' | 'jwk' | 'sslib';

/** How to write a private key. */
export interface ExportPrivateKeyOptions {
  readonly format: PrivateKeyFormat;
  readonly backend: CryptoBackend;
  /** Encrypts the key; not for JSON Web Keys. Without it: plain. */
  readonly password?: string | Uint8Array | undefined;
}

/** Every format that {@link exportPublicKey} writes. */
export const PUBLIC_KEY_FORMATS: readonly PublicKeyFormat[] = ['pem', 'jwk', 'openssh', 'sslib', 'layout'];

/** Every format that {@link exportPrivateKey} writes. */
export const PRIVATE_KEY_FORMATS: readonly PrivateKeyFormat[] = ['pem', 'jwk', 'sslib'];

/**
 * A public key as the text of a file, which `loadAnyPublicKey` reads again.
 *
 * The scheme goes with it where the format has a place for it: in key objects, and as `alg` in JSON Web Keys.
 * @throws CryptoError `ERR_KEY_UNUSABLE` for a key whose material cannot be read, `ERR_CRYPTO_UNSUPPORTED` for a key that
 * the format has no form for
 */
export function exportPublicKey(key: SslibPublicKey, { format }: { readonly format: PublicKeyFormat }): string {
  const { material } = readKeyMaterial(key);
  switch (format) {
    case 'pem':
      return encodePublicKeyPem(key);
    case 'jwk':
      return print(withAlgorithm(publicJwkMembers(material), key.scheme));
    case 'openssh':
      return encodeOpenSshPublicKey(material);
    case 'sslib':
      return print(sslibMembers(key, material, {}));
    case 'layout':
      return print(key.json);
    default:
      return refuseFormat(format satisfies never);
  }
}

/**
 * A private key as the text of a file, which `loadAnyPrivateKey` reads again. Give the file mode 0600.
 *
 * @throws CryptoError as {@link exportPublicKey}
 * @throws TypeError for a password with a format that has no encryption
 */
export async function exportPrivateKey(key: PrivateKey, options: ExportPrivateKeyOptions): Promise<string> {
  const { format, backend, password } = options;
  switch (format) {
    case 'pem':
      return encodePrivateKeyPem(key, { backend, password });
    case 'jwk': {
      if (password !== undefined) throw new TypeError('a JSON Web Key is not encrypted: leave the password out');
      const { material } = readKeyMaterial(key.publicKey);
      return print(withAlgorithm(privateJwkMembers(readPrivateParts(key.pkcs8), material), key.publicKey.scheme));
    }
    case 'sslib': {
      const text = formatJson(createSslibObject(key), 'line');
      return password === undefined ? `${text}\n` : encryptSslibText(text, encodePassword(password), backend);
    }
    default:
      return refuseFormat(format satisfies never);
  }
}

function createSslibObject({ publicKey, pkcs8 }: PrivateKey): JsonObject {
  const { material } = readKeyMaterial(publicKey);
  const parts = readPrivateParts(pkcs8);
  switch (parts.type) {
    case 'ed25519':
      return sslibMembers(publicKey, material, { private: encodeHex(parts.seed) });
    case 'ecdsa':
      return sslibMembers(publicKey, material, { private: encodeSec1Pem(parts) });
    case 'rsa':
      return sslibMembers(publicKey, material, {});
    default:
      return parts satisfies never;
  }
}

function sslibMembers(key: SslibPublicKey, material: KeyMaterial, secret: { readonly private?: string }): JsonObject {
  if (material.type === 'rsa') throw unsupported('RSA, which the old format of securesystemslib holds as PEM');
  const text = material.type === 'ed25519' ? encodeHex(material.point) : encodePublicKeyPem(key).trimEnd();
  return createJsonObject([
    ['keytype', key.keyType],
    ['scheme', key.scheme],
    ['keyid_hash_algorithms', ['sha256', 'sha512']],
    ['keyval', createJsonObject([['public', text], ...Object.entries(secret)])],
  ]);
}

function withAlgorithm(members: JsonObject, scheme: string): JsonObject {
  const alg = jwkAlgorithm(scheme);
  return alg === undefined ? members : createJsonObject([...Object.entries(members), ['alg', alg]]);
}

function print(json: JsonObject): string {
  return `${formatJson(json, 'indented')}\n`;
}

function refuseFormat(format: string): never {
  throw new TypeError(`unknown key format: ${format}`);
}
