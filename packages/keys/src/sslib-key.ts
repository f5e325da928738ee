import { type CryptoBackend, loadPrivateKey } from '@intoto/crypto';
import { decodeSpacedHex, type KeyMaterial, readKeyMaterial } from '@intoto/crypto/key-parts';
import { InTotoError, isJsonObject, type JsonObject, parseJson } from '@intoto/encoding';
import { parsePublicKey, type SslibPublicKey } from '@intoto/models';

import { malformed } from './failures.ts';
import { createMembers, type Members } from './json-members.ts';
import { encodePrivateParts } from './private-parts.ts';
import type { PrivateSource } from './private-source.ts';
import { findJsonKeys, recognizeJson } from './recognize-json.ts';
import { refuseSeveral } from './several-keys.ts';
import { decryptSslibText } from './sslib-encryption.ts';

const WHAT = 'in-toto key object';

/** A key object's public half: how it stands in the file, and what it is. */
export interface SslibKeyFile {
  /** The key with the id that the file gives it; `undefined` where it gives none. */
  readonly key: SslibPublicKey | undefined;
  readonly material: KeyMaterial;
  readonly scheme: string;
  /** The text that the key id covers. */
  readonly publicText: string;
  /** The convention for key ids of those who write such files. */
  readonly keyId: 'current' | 'legacy';
}

/**
 * Reads a key object of a layout, a file of securesystemslib up to 0.31, or what TUF and in-toto-golang write: all have
 * `keytype`, `scheme` and `keyval`.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parseSslibPublicKey(json: JsonObject): SslibKeyFile {
  const members = createMembers(json, WHAT);
  const hasKeyId = Object.hasOwn(json, 'keyid');
  const named = hasKeyId ? json : { ...json, keyid: '-' };
  const key = readPublicKey(named);
  const { material } = readKeyMaterial(key);
  const keyId = Object.hasOwn(json, 'keyid_hash_algorithms') ? 'legacy' : 'current';
  const publicText = members.object('keyval').text('public');
  return { key: hasKeyId ? key : undefined, material, scheme: key.scheme, publicText, keyId };
}

/** Reads a private key object; throws as {@link parseSslibPublicKey}. */
export async function parseSslibPrivateKey(json: JsonObject, backend: CryptoBackend): Promise<PrivateSource> {
  const { material, scheme, keyId } = parseSslibPublicKey(json);
  const values = createMembers(json, WHAT).object('keyval');
  const pkcs8 = material.type === 'ed25519' ? readSeed(values) : await readPem(values, backend);
  return { pkcs8, claimed: material, scheme, keyId };
}

/** Decrypts and reads a private key object. */
export async function parseEncryptedSslibKey(
  text: string,
  password: Uint8Array,
  backend: CryptoBackend,
): Promise<PrivateSource> {
  const plain = await decryptSslibText(text, password);
  // The HMAC has shown that the password is right and the text as it was written.
  const json = readObject(plain);
  const { keys } = findJsonKeys(json) ?? { keys: [] };
  const [key] = keys;
  if (key === undefined || recognizeJson(json) !== 'sslib-private') throw malformed(WHAT, 'it holds no private key');
  refuseSeveral(WHAT, keys.length);
  return parseSslibPrivateKey(key, backend);
}

function readObject(text: string): JsonObject {
  try {
    const json = parseJson(text, { maxDepth: 20 });
    if (isJsonObject(json)) return json;
  } catch (error) {
    // Its message would quote nothing, but say where in the secret text something is.
    if (!InTotoError.is(error)) throw error;
  }
  throw malformed(WHAT, 'what was decrypted is not a JSON object');
}

function readPublicKey(json: JsonObject): SslibPublicKey {
  try {
    const key = parsePublicKey(json);
    if (key.form === 'sslib') return key;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    throw malformed(WHAT, error.message, error);
  }
  throw malformed(WHAT, 'it is an OpenPGP key');
}

/** 32 bytes; in-toto-golang and libsodium write the public key after them. */
function readSeed(values: Members): Uint8Array {
  const bytes = decodeSpacedHex(values.text('private'));
  if (bytes?.length !== 32 && bytes?.length !== 64) throw malformed(WHAT, 'an Ed25519 private key has 32 bytes in hex');
  return encodePrivateParts({ type: 'ed25519', seed: bytes.subarray(0, 32) });
}

async function readPem(values: Members, backend: CryptoBackend): Promise<Uint8Array> {
  return (await loadPrivateKey(values.text('private'), { backend })).pkcs8;
}
