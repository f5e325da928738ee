import type { PrivateKey } from '@intoto/crypto';
import { decodeHex } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import type { KeyKind } from '../src/key-kind.ts';
import json from './vectors/key-files.json' with { type: 'json' };

/** A file that a tool wrote; `vectors/README.md` says which. */
export interface KeyFileVector {
  readonly kind: KeyKind;
  readonly name: string;
  readonly text?: string;
  readonly hex?: string;
  readonly password?: string;
  /** What the backend must be able to do. */
  readonly needs?: 'scrypt';
  /** Takes seconds, because the tool wants it to. */
  readonly slow?: boolean;
}

/** A key in every form in which tools write it, with the ids that tools gave it. */
export interface KeyVector {
  readonly name: string;
  readonly keytype: string;
  readonly scheme: string;
  readonly keyid: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly public: readonly KeyFileVector[];
  readonly private: readonly KeyFileVector[];
}

export interface RefusedVector extends KeyFileVector {
  readonly as: 'public' | 'private';
  readonly code: string;
}

export const KEYS = json.keys as readonly KeyVector[];
export const REFUSED = json.refused as readonly RefusedVector[];

export function sourceOf({ text, hex }: KeyFileVector): Uint8Array | string {
  return text ?? decodeHex(hex ?? '');
}

export function bytesOf(vector: KeyFileVector): Uint8Array {
  const source = sourceOf(vector);
  return typeof source === 'string' ? new TextEncoder().encode(source) : source;
}

/** The vectors of one key by its name. */
export function keyNamed(name: string): KeyVector {
  const found = KEYS.find((key) => key.name === name);
  if (found === undefined) throw new Error(`no key ${name}`);
  return found;
}

/** One file of a key, by the file's name. */
export function fileOf(key: string, half: 'public' | 'private', name: string): KeyFileVector {
  const found = keyNamed(key)[half].find((file) => file.name === name);
  if (found === undefined) throw new Error(`no file ${name}`);
  return found;
}

/** What must be the same for two keys to be the same. */
export function essence(key: SslibPublicKey | PrivateKey): unknown {
  return 'pkcs8' in key
    ? [essence(key.publicKey), key.pkcs8]
    : [key.keyType, key.scheme, key.keyVal['public'], key.keyId];
}
