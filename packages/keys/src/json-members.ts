import {
  decodeBase64,
  encodeBase64,
  InTotoError,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '@intoto/encoding';

import { malformed } from './failures.ts';

/** Reads members of a JSON object that describes a key; whatever is missing or of another type is `ERR_KEY_FORMAT`. */
export interface Members {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  integer(name: string): number;
  object(name: string): Members;
  /** Bytes in base64 with padding. */
  base64(name: string): Uint8Array;
  /** Bytes in base64url without padding (RFC 7515), at least one. */
  base64url(name: string): Uint8Array;
}

/** @param what - names the file in messages */
export function createMembers(json: JsonObject, what: string): Members {
  const get = (name: string): JsonValue | undefined => (Object.hasOwn(json, name) ? json[name] : undefined);
  const wrong = (name: string): Error => malformed(what, `its member "${name}" is missing or not what it should be`);
  const text = (name: string): string => {
    const value = get(name);
    if (typeof value !== 'string') throw wrong(name);
    return value;
  };
  const decode = (name: string, base64: string, alphabet: 'standard' | 'url'): Uint8Array => {
    try {
      const bytes = decodeBase64(base64, alphabet);
      const again = alphabet === 'url' ? toUrlSafe(encodeBase64(bytes), '=') : encodeBase64(bytes);
      if (again === base64) return bytes;
    } catch (error) {
      if (!InTotoError.is(error)) throw error;
    }
    throw wrong(name);
  };
  return {
    text,
    optionalText: (name) => (get(name) === undefined ? undefined : text(name)),
    integer(name) {
      const value = get(name);
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw wrong(name);
      return value;
    },
    object(name) {
      const value = get(name);
      if (!isJsonObject(value)) throw wrong(name);
      return createMembers(value, what);
    },
    base64: (name) => decode(name, text(name), 'standard'),
    base64url(name) {
      const value = text(name);
      if (value === '' || value.endsWith('=')) throw wrong(name);
      return decode(name, value.padEnd(Math.ceil(value.length / 4) * 4, '='), 'url');
    },
  };
}

/** Bytes in base64url without padding (RFC 7515, section 2). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return toUrlSafe(encodeBase64(bytes), '');
}

function toUrlSafe(base64: string, padding: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', padding);
}
