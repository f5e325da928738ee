import { encodeUtf8 } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { CryptoError } from './crypto-error.ts';
import { decryptPrivateKey } from './encrypted-private-key.ts';
import { type KeySource, readKeySource, type WantedSource } from './key-source.ts';
import { normalizePkcs8, wrapPkcs1, wrapSec1 } from './private-key-info.ts';
import { parseSpki } from './public-key-info.ts';
import { createSslibPublicKey, type PublicKeyOptions } from './sslib-public-key.ts';
import { unexpectedSource } from './unexpected-source.ts';

/** A private key in memory, with the public key that stands for it in metadata. */
export interface PrivateKey {
  readonly publicKey: SslibPublicKey;
  /** DER PrivateKeyInfo (RFC 5958), not encrypted. Keep it out of logs and messages. */
  readonly pkcs8: Uint8Array;
}

/** How to read a private key. */
export interface PrivateKeyOptions extends PublicKeyOptions {
  /** Decrypts an encrypted key; text stands for its UTF-8 bytes. */
  readonly password?: string | Uint8Array | undefined;
}

const PRIVATE_KEY: WantedSource = {
  description: 'a private key (PKCS#8, PKCS#1 or SEC1, as PEM or DER)',
  structures: ['pkcs8', 'pkcs8-encrypted', 'pkcs1-private', 'sec1'],
};

/**
 * Reads a private key file.
 *
 * @param source - PEM as text or bytes, or DER: PKCS#8, plain or encrypted with PBES2 (PBKDF2 or scrypt, AES-CBC);
 * PKCS#1; SEC1. Traditional OpenSSL encryption is refused.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT` for bytes that are something else, saying what they look like;
 * `ERR_KEY_PASSWORD_NEEDED` and `ERR_KEY_PASSWORD` for an encrypted key without a password or with a wrong one;
 * `ERR_KEY_NOT_ENCRYPTED` for a password that nothing needs; `ERR_KEY_ENCRYPTION` and `ERR_KEY_LEGACY_ENCRYPTION` for
 * unsupported encryption; `ERR_KEY_UNUSABLE` and `ERR_CRYPTO_UNSUPPORTED` as {@link loadPublicKey}.
 */
export async function loadPrivateKey(source: Uint8Array | string, options: PrivateKeyOptions): Promise<PrivateKey> {
  const keySource = await readKeySource(source, PRIVATE_KEY);
  assertNoLegacyEncryption(keySource);
  const pkcs8 =
    keySource.structure === 'pkcs8-encrypted' ? await decrypt(keySource.der, options) : readPlain(keySource, options);
  return createPrivateKey(pkcs8, options);
}

/** Completes a normalized PrivateKeyInfo with the public key that belongs to it. */
export async function createPrivateKey(pkcs8: Uint8Array, options: PublicKeyOptions): Promise<PrivateKey> {
  const material = parseSpki(await options.backend.derivePublicKey(pkcs8));
  return { publicKey: await createSslibPublicKey(material, options), pkcs8 };
}

/** The bytes that a password stands for. */
export function encodePassword(password: string | Uint8Array): Uint8Array {
  return typeof password === 'string' ? encodeUtf8(password) : password;
}

function readPlain(source: KeySource, { password }: PrivateKeyOptions): Uint8Array {
  const { structure, der } = source;
  const read = { pkcs8: normalizePkcs8, 'pkcs1-private': wrapPkcs1, sec1: (key: Uint8Array) => wrapSec1(key) };
  if (structure !== 'pkcs8' && structure !== 'pkcs1-private' && structure !== 'sec1')
    throw unexpectedSource(source, PRIVATE_KEY.description);
  if (password !== undefined)
    throw new CryptoError('A password was given, but the private key is not encrypted', {
      code: 'ERR_KEY_NOT_ENCRYPTED',
    });
  return read[structure](der);
}

async function decrypt(encrypted: Uint8Array, { password, backend }: PrivateKeyOptions): Promise<Uint8Array> {
  if (password === undefined)
    throw new CryptoError('The private key is encrypted; a password is needed', { code: 'ERR_KEY_PASSWORD_NEEDED' });
  const decrypted = await decryptPrivateKey(encrypted, encodePassword(password), backend);
  try {
    return normalizePkcs8(decrypted);
  } catch (cause) {
    if (!(cause instanceof CryptoError) || cause.code !== 'ERR_KEY_FORMAT') throw cause;
    // One wrong password in 256 leaves bytes that look padded.
    throw new CryptoError('The password does not decrypt the private key', { code: 'ERR_KEY_PASSWORD', cause });
  }
}

function assertNoLegacyEncryption({ pem }: KeySource): void {
  if (pem?.headers.includes('ENCRYPTED') !== true) return;
  throw new CryptoError(
    'The private key is encrypted in the traditional PEM style (DEK-Info), whose key derivation is too weak; ' +
      'convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`',
    { code: 'ERR_KEY_LEGACY_ENCRYPTION' },
  );
}
