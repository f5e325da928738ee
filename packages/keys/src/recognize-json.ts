import { isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { KeyKind } from './key-kind.ts';

/** Members of a JSON Web Key that only a private or a secret one has (RFC 7518, RFC 8037). */
const PRIVATE_JWK_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The keys of a JSON text: one that stands alone, or those of a JSON Web Key Set or of a map by key id. */
export interface JsonKeys {
  readonly format: 'jwk' | 'sslib';
  /** At least one. */
  readonly keys: readonly JsonObject[];
}

/** Finds the keys in a JSON value. */
export function findJsonKeys(json: JsonValue): JsonKeys | undefined {
  if (!isJsonObject(json)) return undefined;
  if (isJwk(json)) return { format: 'jwk', keys: [json] };
  if (isKeyObject(json)) return { format: 'sslib', keys: [json] };
  const { keys } = json;
  if (Array.isArray(keys)) {
    const list = keys as readonly JsonValue[];
    const objects = list.filter(isJsonObject);
    return objects.length > 0 && objects.length === list.length && objects.every(isJwk)
      ? { format: 'jwk', keys: objects }
      : undefined;
  }
  return findKeyMap(json);
}

/** Tells what kind of key a JSON value holds. */
export function recognizeJson(json: JsonValue): KeyKind {
  const found = findJsonKeys(json);
  if (found === undefined) return recognizeOther(json);
  const kinds = found.keys.map(found.format === 'jwk' ? recognizeJwk : recognizeKeyObject);
  // A single private key among public ones makes the whole file one to keep.
  return (
    kinds.find((kind) => kind.endsWith('-secret')) ??
    kinds.find((kind) => kind.endsWith('-private')) ??
    kinds[0] ??
    'json'
  );
}

/** A layout's `keys`: key objects by key id. */
function findKeyMap(json: JsonObject): JsonKeys | undefined {
  const entries = Object.entries(json);
  const keys: JsonObject[] = [];
  for (const [keyid, key] of entries) {
    if (!isJsonObject(key) || !isKeyObject(key)) return undefined;
    keys.push(Object.hasOwn(key, 'keyid') ? key : { ...key, keyid });
  }
  return keys.length === 0 ? undefined : { format: 'sslib', keys };
}

function isJwk(json: JsonObject): boolean {
  return typeof json['kty'] === 'string';
}

function isKeyObject(json: JsonObject): boolean {
  return isJsonObject(json['keyval']) && (typeof json['keytype'] === 'string' || typeof json['type'] === 'string');
}

function recognizeJwk(json: JsonObject): KeyKind {
  if (json['kty'] === 'oct') return 'jwk-secret';
  return PRIVATE_JWK_MEMBERS.some((name) => Object.hasOwn(json, name)) ? 'jwk-private' : 'jwk-public';
}

function recognizeKeyObject(json: JsonObject): KeyKind {
  if (typeof json['keytype'] !== 'string') return 'openpgp-key-object';
  const { keyval } = json;
  const secret = isJsonObject(keyval) ? keyval['private'] : undefined;
  // Writers of old leave an empty text where a public key has no private half.
  return secret === undefined || secret === null || secret === '' ? 'sslib-public' : 'sslib-private';
}

function recognizeOther(json: JsonValue): KeyKind {
  if (!isJsonObject(json)) return 'json';
  if (Object.hasOwn(json, 'ciphertext') && Object.hasOwn(json, 'protected')) return 'jwk-encrypted';
  const isMetadata =
    Object.hasOwn(json, 'signed') || (Object.hasOwn(json, 'payload') && Object.hasOwn(json, 'payloadType'));
  return isMetadata ? 'metadata' : 'json';
}
