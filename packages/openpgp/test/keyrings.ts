import { decodeBase64, encodeBase64 } from '@intoto/encoding';

import keyrings from './vectors/keyrings.json' with { type: 'json' };

/** A key that gpg made, with what the reference exports for each of the ids of its parts. */
export interface Keyring {
  readonly export: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly reference: Readonly<Record<string, unknown>>;
}

/** A signature that gpg made. */
export interface MadeByGpg {
  readonly name: string;
  /** Name of the key. */
  readonly key: string;
  readonly content: string;
  /** The packet, in base64. */
  readonly packet: string;
  readonly signature: { readonly keyid: string; readonly signature: string; readonly other_headers: string };
}

export const KEYS: Readonly<Record<string, Keyring>> = keyrings.keys;
export const SIGNATURES: readonly MadeByGpg[] = keyrings.signatures;
export const { armored: ARMORED, armoredSignature: ARMORED_SIGNATURE, newer: NEWER } = keyrings;
/** Three keys, the second one on a curve that in-toto does not know. */
export const KEYRING: Uint8Array = decodeBase64(keyrings.keyring);

/** The bytes of `gpg --export`. */
export function exportOf(name: string): Uint8Array {
  return decodeBase64(keyring(name).export);
}

export function idOf(name: string, role: string = 'main'): string {
  const id = keyring(name).ids[role];
  if (id === undefined) throw new TypeError(`the key ${name} has no ${role}`);
  return id;
}

export function signatureNamed(name: string): MadeByGpg {
  const signature = SIGNATURES.find((candidate) => candidate.name === name);
  if (signature === undefined) throw new TypeError(`no signature ${name}`);
  return signature;
}

function keyring(name: string): Keyring {
  const key = KEYS[name];
  if (key === undefined) throw new TypeError(`no key ${name}`);
  return key;
}

/** Packets in armor, as RFC 4880 has it, with parts of it replaced. */
export function armor(
  bytes: Uint8Array,
  change: { readonly label?: string; readonly headers?: readonly string[]; readonly checksum?: string } = {},
): string {
  const { label = 'PGP PUBLIC KEY BLOCK', headers = [], checksum } = change;
  const lines = encodeBase64(bytes).match(/.{1,64}/gu) ?? [];
  return [
    `-----BEGIN ${label}-----`,
    ...headers,
    '',
    ...lines,
    ...(checksum === undefined ? [] : [checksum]),
    `-----END ${label}-----`,
    '',
  ].join('\n');
}
