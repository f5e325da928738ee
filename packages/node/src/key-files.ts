import { CryptoError, loadPrivateKey, loadPublicKey, type PrivateKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import type { KeyDescription } from '@intoto/keys';
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
 * Reads a public key file of any kind: PEM or DER, JSON Web Key, OpenSSH, minisign, certificate, key object of a layout.
 * Of a certificate only the key is used; its dates and its issuer are not checked.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of CryptoError or KeyError, e.g. `ERR_KEY_FORMAT`,
 * `ERR_KEY_PRIVATE`, and the path in the message and in `details.path` where it is not a public key
 */
export async function readPublicKey(path: string, options: PublicKeyFileOptions = {}): Promise<SslibPublicKey> {
  return named(path, async () => {
    const bytes = await readBytes(path, MAX_KEY_BYTES);
    const every = { backend: nodeBackend, ...options };
    return plainFirst(
      () => loadPublicKey(bytes, every),
      async () => (await import('@intoto/keys')).loadAnyPublicKey(bytes, every),
    );
  });
}

/**
 * Reads a key file of any kind and says what it looks like; see `identifyKey` of `@intoto/keys`.
 *
 * @returns the description, and the file's bytes
 * @throws FileError where it cannot be read
 */
export async function identifyKeyFile(
  path: string,
): Promise<{ readonly found: KeyDescription; readonly source: Uint8Array }> {
  const source = await readBytes(path, MAX_KEY_BYTES);
  const { identifyKey } = await import('@intoto/keys');
  return { found: identifyKey(source), source };
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
 * Reads a private key file of any kind: PEM or DER (PKCS#8 plain or encrypted, PKCS#1, SEC 1, traditional encryption), JSON
 * Web Key, OpenSSH, cosign, minisign, securesystemslib.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of CryptoError or KeyError, e.g. `ERR_KEY_FORMAT`,
 * `ERR_KEY_PUBLIC`, `ERR_KEY_PASSWORD`, `ERR_KEY_PASSWORD_NEEDED`, `ERR_KEY_NOT_ENCRYPTED`, and the path in the message and
 * in `details.path`
 */
export async function readPrivateKey(path: string, options: PrivateKeyFileOptions = {}): Promise<PrivateKey> {
  return named(path, async () => {
    const bytes = await readBytes(path, MAX_KEY_BYTES);
    const every = { backend: nodeBackend, scheme: options.scheme, password: options.password };
    return plainFirst(
      () => loadPrivateKey(bytes, every),
      async () => (await import('@intoto/keys')).loadAnyPrivateKey(bytes, every),
    );
  });
}

/** Most keys are plain PEM, and a program that only meets those should start without the code for all the others. */
async function plainFirst<T>(plain: () => Promise<T>, any: () => Promise<T>): Promise<T> {
  try {
    return await plain();
  } catch (error) {
    const isOther =
      error instanceof CryptoError && (error.code === 'ERR_KEY_FORMAT' || error.code === 'ERR_KEY_LEGACY_ENCRYPTION');
    if (!isOther) throw error;
    return any();
  }
}
