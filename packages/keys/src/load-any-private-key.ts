import { CryptoError, loadPrivateKey, type PrivateKey, type PrivateKeyOptions } from '@intoto/crypto';
import {
  createPrivateKey,
  encodePassword,
  encodeSpki,
  type KeyMaterial,
  readKeyMaterial,
} from '@intoto/crypto/key-parts';

import { parseCosignKey } from './cosign-key.ts';
import { unusable } from './failures.ts';
import { describeKeyFile } from './identify-key.ts';
import { parsePrivateJwk } from './jwk.ts';
import { type KeyFile, openKeyFile } from './key-file.ts';
import type { KeyKind } from './key-kind.ts';
import { blockOf, onlyKey } from './load-any-public-key.ts';
import { parseMinisignSecretKey } from './minisign.ts';
import type { PrivateSource } from './private-source.ts';
import { parseSshPrivateKey } from './ssh-private-key.ts';
import { parseEncryptedSslibKey, parseSslibPrivateKey } from './sslib-key.ts';
import { parseTraditionalKey } from './traditional-encryption.ts';
import { refuseKind } from './wrong-half.ts';

/** Reads a file of one kind; `password` is there exactly where the kind is encrypted. */
type Reader = (file: KeyFile, options: PrivateKeyOptions, password: Uint8Array) => Promise<PrivateSource>;

const READERS: Partial<Readonly<Record<KeyKind, Reader>>> = {
  'openssh-private': async (file) => parseSshPrivateKey(blockOf(file).bytes, undefined),
  'openssh-encrypted': async (file, _options, password) => parseSshPrivateKey(blockOf(file).bytes, password),
  'jwk-private': async (file) => parsePrivateJwk(onlyKey(file, 'JSON Web Key')),
  'minisign-private': async ({ text }) => parseMinisignSecretKey(text, undefined),
  'minisign-encrypted': async ({ text }, _options, password) => parseMinisignSecretKey(text, password),
  'cosign-encrypted': async (file, _options, password) => parseCosignKey(blockOf(file), password),
  'sslib-private': async (file, { backend }) => parseSslibPrivateKey(onlyKey(file, 'in-toto key object'), backend),
  'sslib-encrypted': async ({ text }, { backend }, password) => parseEncryptedSslibKey(text, password, backend),
  'traditional-encrypted': async (file, _options, password) => parseTraditionalKey(blockOf(file), password),
};

/** What `loadPrivateKey` of `@intoto/crypto` reads, or explains. */
const PLAIN: ReadonlySet<KeyKind> = new Set([
  'pkcs8',
  'pkcs8-encrypted',
  'pkcs1-private',
  'sec1',
  'pem-damaged',
] as const);

/**
 * Reads a private key of any kind that `identifyKey` tells.
 *
 * The public key is computed from the private one; where the file names one too, it must be the same. What a format asks of
 * time and memory for its password is bounded: 512 rounds of bcrypt, 1 GiB for scrypt, 2,000,000 iterations of PBKDF2.
 *
 * @param source - the file's bytes or its text; at most 1 MiB
 * @throws KeyError `ERR_KEY_PUBLIC` for a public key or a certificate, `ERR_KEY_SEVERAL` for a file with several keys
 * @throws CryptoError `ERR_KEY_FORMAT` for anything else, saying what it looks like; `ERR_KEY_PASSWORD_NEEDED` and
 * `ERR_KEY_PASSWORD` for an encrypted key without a password or with a wrong one; `ERR_KEY_NOT_ENCRYPTED` for a password that
 * nothing needs; `ERR_KEY_ENCRYPTION` for unsupported or too costly encryption; `ERR_KEY_UNUSABLE` for a damaged key, or
 * one beside the public key of another; `ERR_CRYPTO_UNSUPPORTED`
 */
export async function loadAnyPrivateKey(source: Uint8Array | string, options: PrivateKeyOptions): Promise<PrivateKey> {
  const file = openKeyFile(source);
  const found = describeKeyFile(file);
  if (PLAIN.has(found.kind)) return loadPrivateKey(source, options);
  const read = READERS[found.kind];
  if (read === undefined) refuseKind(found, 'private');
  const password = choosePassword(found.encrypted, options);
  const { pkcs8, claimed, scheme, keyId } = await read(file, options, password);
  const { backend } = options;
  const key = await createPrivateKey(pkcs8, {
    backend,
    scheme: options.scheme ?? scheme,
    keyId: options.keyId ?? keyId,
  });
  if (claimed !== undefined) assertSame(key, claimed);
  return key;
}

function choosePassword(isEncrypted: boolean, { password }: PrivateKeyOptions): Uint8Array {
  if (isEncrypted === (password !== undefined)) return encodePassword(password ?? '');
  if (isEncrypted)
    throw new CryptoError('The private key is encrypted; a password is needed', { code: 'ERR_KEY_PASSWORD_NEEDED' });
  throw new CryptoError('A password was given, but the private key is not encrypted', {
    code: 'ERR_KEY_NOT_ENCRYPTED',
  });
}

/** Else one key would be shown, and another sign. */
function assertSame({ publicKey }: PrivateKey, claimed: KeyMaterial): void {
  const [actual, other] = [encodeSpki(readKeyMaterial(publicKey).material), encodeSpki(claimed)];
  if (actual.length === other.length && actual.every((byte, index) => byte === other[index])) return;
  throw unusable('The private key does not belong to the public key beside it');
}
