import { loadPrivateKey, loadPublicKey, type PrivateKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import type { SslibPublicKey } from '@intoto/models';

import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/** A key file is a few kilobytes; an RSA key of 16384 bits has 13. */
const MAX_KEY_BYTES = 1024 * 1024;

/** How to read a key file. */
export interface KeyFileOptions {
  /** The signature scheme to use with the key, e.g. `rsa-pkcs1v15-sha256`. @defaultValue the reference's for the kind of key */
  readonly scheme?: string | undefined;
}

/** How to read a public key file. */
export interface PublicKeyFileOptions extends KeyFileOptions {
  /** Which of the two conventions for key ids: `legacy` is that of in-toto 2.1 and older. @defaultValue `'current'` */
  readonly keyId?: 'current' | 'legacy' | undefined;
}

/** How to read a private key file. */
export interface PrivateKeyFileOptions extends KeyFileOptions {
  /** Decrypts an encrypted key. A plain key with a password is an error, as is an encrypted one without. */
  readonly password?: string | undefined;
}

/**
 * Reads a public key file: PEM or DER.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of CryptoError, e.g. `ERR_KEY_FORMAT`, and the path in
 * the message and in `details.path` where it is not a public key
 */
export async function readPublicKey(path: string, options: PublicKeyFileOptions = {}): Promise<SslibPublicKey> {
  return named(path, async () =>
    loadPublicKey(await readBytes(path, MAX_KEY_BYTES), { backend: nodeBackend, ...options }),
  );
}

/**
 * Reads several public key files into the map that `evaluateLayout` takes as `layoutKeys`.
 *
 * @throws as {@link readPublicKey}
 */
export async function readPublicKeys(paths: readonly string[]): Promise<Map<string, SslibPublicKey>> {
  const keys = await Promise.all(paths.map((path) => readPublicKey(path)));
  return new Map(keys.map((key) => [key.keyId, key]));
}

/**
 * Reads a private key file: PEM or DER, PKCS#8 plain or encrypted, PKCS#1, SEC1.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of CryptoError, e.g. `ERR_KEY_FORMAT`,
 * `ERR_KEY_PASSWORD`, `ERR_KEY_PASSWORD_NEEDED`, `ERR_KEY_NOT_ENCRYPTED`, and the path in the message and in `details.path`
 */
export async function readPrivateKey(path: string, options: PrivateKeyFileOptions = {}): Promise<PrivateKey> {
  return named(path, async () =>
    loadPrivateKey(await readBytes(path, MAX_KEY_BYTES), {
      backend: nodeBackend,
      scheme: options.scheme,
      password: options.password,
    }),
  );
}
