import { CryptoError, keyMaterialId, loadPrivateKey, loadPublicKey, type PrivateKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { InTotoError, parseJson } from '@intoto/encoding';
import type { KeyDescription } from '@intoto/keys';
import { type GpgPublicKey, parsePublicKey, type PublicKey } from '@intoto/models';
import type { KeyProfile } from '@intoto/openpgp';

import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/** A key file is a few kilobytes; an RSA key of 16384 bits has 13. */
const MAX_KEY_BYTES = 1024 * 1024;

/** A keyring may be larger. */
const MAX_KEYRING_BYTES = 64 * 1024 * 1024;

/** First bytes of packets with a public key: in the old format with a length of one, two or four bytes, and in the new one. */
const OPENPGP_STARTS: ReadonlySet<number> = new Set([0x98, 0x99, 0x9a, 0xc6]);

const OPENPGP_ARMOR = '-----BEGIN PGP PUBLIC KEY BLOCK-----';

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

/** How to read a public key that gpg exported. */
export interface OpenPgpKeyFileOptions {
  /** Of the key or of one of its subkeys, where the file has several keys: hex digits at the end of the fingerprint. */
  readonly keyId?: string | undefined;
  /** How self-signatures are read; see `loadOpenPgpKey` of `@intoto/openpgp`. @defaultValue `'strict'` */
  readonly profile?: KeyProfile | undefined;
}

/**
 * Reads a public key file of any kind: PEM or DER, JSON Web Key, OpenSSH, minisign, certificate, key object of a layout, or what
 * `gpg --export` writes, armored or not. Of a certificate only the key is used; its dates and its issuer are not checked.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of CryptoError, KeyError, OpenPgpError or ModelError, e.g.
 * `ERR_KEY_FORMAT`, `ERR_KEY_PRIVATE`, and the path in the message and in `details.path` where it is not a public key
 */
export async function readPublicKey(path: string, options: PublicKeyFileOptions = {}): Promise<PublicKey> {
  return named(path, async () => loadKey(await readBytes(path, MAX_KEYRING_BYTES), options));
}

/**
 * The bytes of a public key file, read once, that are known to be a public key.
 *
 * @throws as {@link readPublicKey}
 */
export async function readPublicKeyBytes(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, MAX_KEYRING_BYTES);
  await named(path, () => loadKey(bytes, {}));
  return bytes;
}

async function loadKey(all: Uint8Array, options: PublicKeyFileOptions): Promise<PublicKey> {
  if (isOpenPgp(all)) return loadOpenPgp(all, {});
  const bytes = all.subarray(0, MAX_KEY_BYTES + 1);
  const every = { backend: nodeBackend, ...options };
  return plainFirst(
    () => loadPublicKey(bytes, every),
    async () => {
      const { identifyKey, loadAnyPublicKey } = await import('@intoto/keys');
      if (identifyKey(bytes).kind === 'openpgp-key-object') return parsePublicKey(parseJson(bytes));
      return loadAnyPublicKey(bytes, every);
    },
  );
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
 * Reads a public key that gpg exported, or one of a whole keyring.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of OpenPgpError, e.g. `ERR_OPENPGP_KEY_NOT_FOUND`, and the
 * path in the message and in `details.path`
 */
export async function readOpenPgpKey(path: string, options: OpenPgpKeyFileOptions = {}): Promise<GpgPublicKey> {
  return named(path, async () => loadOpenPgp(await readBytes(path, MAX_KEYRING_BYTES), options));
}

async function loadOpenPgp(bytes: Uint8Array, options: OpenPgpKeyFileOptions): Promise<GpgPublicKey> {
  const { loadOpenPgpKey } = await import('@intoto/openpgp');
  return loadOpenPgpKey(bytes, { backend: nodeBackend, ...options });
}

function isOpenPgp(bytes: Uint8Array): boolean {
  if (OPENPGP_STARTS.has(bytes[0] ?? 0)) return true;
  return (
    bytes.length <= MAX_KEYRING_BYTES &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(OPENPGP_ARMOR)
  );
}

/**
 * Reads several public key files into the map that `evaluateLayout` takes as `layoutKeys`.
 *
 * @throws as {@link readPublicKey} and {@link addPublicKey}
 */
export async function readPublicKeys(paths: readonly string[]): Promise<Map<string, PublicKey>> {
  const keys = new Map<string, PublicKey>();
  for (const key of await Promise.all(paths.map((path) => readPublicKey(path)))) addPublicKey(keys, key);
  return keys;
}

/**
 * Adds a key to a map by key id. Key objects name their ids themselves, so that two files may claim the same one: a key must
 * not take another's place unnoticed.
 *
 * @throws InTotoError `ERR_KEY_ID` where another key has the id
 */
export function addPublicKey<K extends PublicKey>(keys: Map<string, K>, key: K): void {
  const { keyId } = key;
  const other = keys.get(keyId);
  if (other !== undefined && (keyMaterialId(other) !== keyMaterialId(key) || !hasSameScheme(other, key)))
    throw new InTotoError(`Two different keys have the key id ${keyId.slice(0, 64)}`, {
      code: 'ERR_KEY_ID',
      details: { keyId },
    });
  keys.set(keyId, key);
}

function hasSameScheme(a: PublicKey, b: PublicKey): boolean {
  return a.json['scheme'] === b.json['scheme'];
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
