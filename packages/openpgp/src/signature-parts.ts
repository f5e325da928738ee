import type { OpenPgpQuestion } from '@intoto/crypto';
import { encodeHex, isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import { isKeyType, type KeyType } from './algorithms.ts';
import { Fault } from './fault.ts';
import { type KeyNumbers, readHex, readKeyNumbers } from './key-numbers.ts';

/** The two forms that keys and signatures stand in: in-toto's own, and securesystemslib's, which has no expiry and no subkeys. */
export type OpenPgpForm = 'gpg' | 'sslib';

/** A key and its signature, read from JSON. */
export interface SignatureParts {
  readonly form: OpenPgpForm;
  /** Of the main key. */
  readonly type: KeyType;
  /** The key, or the subkey that the signature names. */
  readonly signingKey: JsonObject;
  /** Hex, as is `headers`; not looked at yet. */
  readonly signature: JsonValue | undefined;
  readonly headers: JsonValue | undefined;
}

/** Which form a signature asks its key to be read in. */
export function formOf({ signature }: OpenPgpQuestion): OpenPgpForm {
  return 'form' in signature && signature.form === 'gpg' ? 'gpg' : 'sslib';
}

/** @throws {@link Fault} about the key, or the signature where the key is of another kind */
export function readParts(question: OpenPgpQuestion): SignatureParts {
  const { key, signature } = question;
  const { json } = signature;
  const headers = json['other_headers'];
  const form = formOf(question);
  const type = key.json[form === 'gpg' ? 'type' : 'keytype'];
  // Somebody who is not the key's owner signed with what they had.
  if (form === 'gpg' && key.form === 'sslib' && type === undefined)
    throw new Fault('signature', 'is by a key of another kind');
  if (!isKeyType(type)) throw new Fault('key', 'is not one of the types rsa, dsa and eddsa');
  if (form === 'gpg') {
    return { form, type, signingKey: findSigningKey(key.json, signature.keyId), signature: json['signature'], headers };
  }
  const isDecoded = 'sig' in signature && signature.sig instanceof Uint8Array;
  const sig = isDecoded ? encodeHex(signature.sig) : json['sig'];
  return { form, type, signingKey: { keyval: key.json['keyval'] ?? null }, signature: sig, headers };
}

function findSigningKey(json: JsonObject, keyId: string): JsonObject {
  const { subkeys } = json;
  if (subkeys === undefined) return json;
  if (!isJsonObject(subkeys)) throw new Fault('key', 'has subkeys that are no list of keys');
  if (!Object.hasOwn(subkeys, keyId)) return json;
  const subkey = subkeys[keyId];
  if (!isJsonObject(subkey)) throw new Fault('key', 'has a subkey that is no key');
  return subkey;
}

/** The numbers of the key that signed. As in the reference, the main key says of which algorithm. @throws {@link Fault} */
export function readSigningNumbers({ type, signingKey }: SignatureParts): KeyNumbers {
  const keyVal = signingKey['keyval'];
  if (!isJsonObject(keyVal)) throw new Fault('key', 'has no "keyval" with numbers');
  return readKeyNumbers(type, keyVal['public']);
}

/** Headers and signature in bytes; an RSA signature filled up to the length of the modulus. @throws {@link Fault} */
export function readSignature(
  { signature, headers }: SignatureParts,
  numbers: KeyNumbers,
): { readonly headers: Uint8Array; readonly signature: Uint8Array } {
  // In this order, since what is missing and what is malformed are not the same to the reference.
  if (numbers.type === 'rsa') readText(signature, 'sig');
  const headerBytes = readHex(readText(headers, 'other_headers'), 'signature', 'has "other_headers" that are not hex');
  const text = readText(signature, 'sig');
  const filled = numbers.type === 'rsa' ? text.padStart(numbers.digits, '0') : text;
  return { headers: headerBytes, signature: readHex(filled, 'signature', 'is not hex') };
}

function readText(value: JsonValue | undefined, name: string): string {
  if (value === undefined) throw new Fault('signature', `has no "${name}"`, true);
  if (typeof value !== 'string') throw new Fault('signature', `has a member "${name}" that is no text`);
  return value;
}
