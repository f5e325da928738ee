import { isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import { isFalsy } from './falsy.ts';
import { refuseForeignValues } from './foreign-values.ts';
import { checkGpgKeyShape, checkSslibKeyShape } from './generated/shape-checks.ts';
import { isKnownScheme, isOpenPgpScheme } from './key-schemes.ts';
import { throwModelProblems } from './model-error.ts';
import { ProblemList, type ProblemSink } from './problem.ts';
import type { GpgPublicKey, PublicKey, SslibPublicKey } from './public-key.ts';

const GPG_MEMBERS = ['type', 'method', 'hashes', 'keyval'];

/**
 * Reads a public key in either form from JSON, which may come from an attacker. The key's material is not looked at.
 *
 * @throws {@link ModelError} `ERR_MODEL_FORMAT`, `ERR_MODEL_FLOAT`, `ERR_MODEL_SURROGATE`, `ERR_MODEL_DEPTH`
 */
export function parsePublicKey(json: JsonValue): PublicKey {
  refuseForeignValues('a public key', json);
  const problems = new ProblemList();
  findPublicKeyProblems(json, '', problems);
  throwModelProblems('a public key', 'ERR_MODEL_FORMAT', problems);
  return readPublicKey(json);
}

/** Reports what keeps a value from being a public key. */
export function findPublicKeyProblems(json: JsonValue, path: string, problems: ProblemSink): void {
  const form = tellForm(json);
  if (form === 'broken') {
    problems.add(path, 'must have subkeys that are keys by key id, or none');
    return;
  }
  if (form === 'gpg') checkGpgKeyShape(json, path, problems);
  else checkSslibKeyShape(json, path, problems);
  if (!isJsonObject(json)) return;
  const { keyid, keytype, scheme, keyval } = json;
  if (keyid === '') problems.add(`${path}/keyid`, 'must not be empty');
  if (form === 'gpg' || typeof keytype !== 'string' || typeof scheme !== 'string') return;
  if (!isKnownScheme(keytype, scheme)) {
    problems.add(path, `must have a known keytype and scheme, not ${keytype} with ${scheme}`);
  } else if (!isOpenPgpScheme(scheme) && isJsonObject(keyval) && typeof keyval['public'] !== 'string') {
    problems.add(`${path}/keyval`, 'must have a member public of type string');
  }
}

/** Reads a public key without problems. */
export function readPublicKey(json: JsonValue): PublicKey {
  const object = json as JsonObject;
  const keyId = object['keyid'] as string;
  return tellForm(object) === 'gpg' ? readGpgKey(keyId, object) : readSslibKey(keyId, object);
}

function readSslibKey(keyId: string, json: JsonObject): SslibPublicKey {
  return {
    form: 'sslib',
    keyId,
    keyType: json['keytype'] as string,
    scheme: json['scheme'] as string,
    keyVal: json['keyval'] as JsonObject,
    json,
  };
}

function readGpgKey(keyId: string, json: JsonObject): GpgPublicKey {
  const subkeys = isFalsy(json['subkeys']) ? {} : (json['subkeys'] as Record<string, JsonObject>);
  const entries = Object.entries(subkeys).map(([id, subkey]) => [id, readGpgKey(id, subkey)] as const);
  return { form: 'gpg', keyId, subkeys: new Map(entries), json };
}

/**
 * Which form the reference takes a key for. It tries the GPG form first, subkeys before the key itself; where a member
 * is missing it tries the other form, and where `subkeys` are no keys at all it gives up (`broken`).
 */
function tellForm(json: JsonValue | undefined): 'gpg' | 'sslib' | 'broken' {
  if (!isJsonObject(json)) return 'sslib';
  const { subkeys } = json;
  if (!isFalsy(subkeys)) {
    if (!isJsonObject(subkeys)) return 'broken';
    for (const subkey of Object.values(subkeys)) {
      const form = isJsonObject(subkey) ? tellForm(subkey) : 'broken';
      if (form !== 'gpg') return form;
    }
  }
  return GPG_MEMBERS.every((name) => Object.hasOwn(json, name)) ? 'gpg' : 'sslib';
}
