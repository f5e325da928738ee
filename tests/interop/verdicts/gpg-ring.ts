import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Random } from './random.ts';
import { type Plain, toTree, type Tree } from './tree.ts';

/** The pairs of the folder `keys` that a GPG key can have. */
const PAIRS = ['rsa-1', 'rsa-2', 'dsa-1', 'ed25519-1', 'ed25519-2', 'ed25519-3'] as const;

type GpgPair = (typeof PAIRS)[number];
type GpgType = 'rsa' | 'dsa' | 'eddsa';

/** A main key or a subkey. */
interface GpgPart {
  readonly pair: GpgPair;
  /** The fingerprint. */
  readonly keyId: string;
  readonly times: { readonly creation_time?: number; readonly validity_period?: number };
}

/** A key in one of the two forms that GPG keys have, with what a layout calls it. */
export interface GpgKeyRef {
  readonly kind: 'gpg';
  /** In the key object; a main key's own unless the key is odd. */
  readonly keyId: string;
  /** What a step lists: the key, or one of its subkeys. */
  readonly listed: string;
  /** Whether it is in the newer form, which has no subkeys and no times. */
  readonly newer: boolean;
  readonly main: GpgPart;
  readonly subkeys: readonly GpgPart[];
}

const METHODS: Readonly<Record<GpgType, string>> = {
  rsa: 'pgp+rsa-pkcsv1.5',
  dsa: 'pgp+dsa-fips-180-2',
  eddsa: 'pgp+eddsa-ed25519',
};

const ALGORITHMS: Readonly<Record<GpgType, number>> = { rsa: 1, dsa: 17, eddsa: 22 };

/** 2020-06-15T12:00:00Z, for which chains are verified. */
const NOW_SECONDS = 1_592_222_400;
const YEAR = 31_536_000;

function typeOf(pair: GpgPair): GpgType {
  return pair.startsWith('rsa') ? 'rsa' : pair.startsWith('dsa') ? 'dsa' : 'eddsa';
}

function pickTimes(random: Random): GpgPart['times'] {
  if (random.chance(0.5)) return random.chance(0.5) ? {} : { creation_time: NOW_SECONDS - YEAR };
  const validity = random.chance(0.6) ? 2 * YEAR : YEAR + random.pick([-1, 0, 1, -YEAR, -YEAR + 1]);
  return { creation_time: NOW_SECONDS - YEAR, validity_period: validity };
}

function pickPart(random: Random, pair: GpgPair): GpgPart {
  const times = pickTimes(random);
  const name = `${pair} ${String(random.below(3))}`;
  return { pair, times, keyId: createHash('sha1').update(name).digest('hex') };
}

/** A GPG key: with subkeys, mostly of the main key's algorithm, or in the newer form. */
export function pickGpgKey(random: Random): GpgKeyRef {
  const main = pickPart(random, random.pick(PAIRS));
  const newer = random.chance(0.2);
  const subkeys: GpgPart[] = [];
  const most = newer ? 0 : 3;
  while (subkeys.length < most && random.chance(0.4)) {
    const pair = random.pick(random.chance(0.93) ? PAIRS.filter((name) => typeOf(name) === typeOf(main.pair)) : PAIRS);
    const subkey = pickPart(random, pair);
    if ([main, ...subkeys].every(({ keyId }) => keyId !== subkey.keyId)) subkeys.push(subkey);
  }
  const subkey = subkeys[0];
  const { keyId } = main;
  if (subkey === undefined || random.chance(0.75)) return { kind: 'gpg', keyId, listed: keyId, newer, main, subkeys };
  if (random.chance(0.7)) return { kind: 'gpg', keyId, listed: subkey.keyId, newer, main, subkeys };
  return { kind: 'gpg', keyId: subkey.keyId, listed: subkey.keyId, newer, main: subkey, subkeys: [] };
}

/** Who of a key signs, and by whose id the link's file is named. */
export function pickGpgSigner(random: Random, key: GpgKeyRef): { readonly keyId: string; readonly fileKeyId: string } {
  const ids = [key.keyId, ...key.subkeys.map(({ keyId }) => keyId)];
  const usual = random.chance(0.8) ? key.listed : random.pick(ids);
  const signer = key.listed === key.keyId && random.chance(0.4) ? random.pick(ids) : usual;
  return { keyId: signer, fileKeyId: random.chance(0.85) ? signer : random.pick(ids) };
}

/** The key object, as it stands in layouts. */
export function gpgKeyObject({ keyId, newer, main, subkeys }: GpgKeyRef): Tree {
  const type = typeOf(main.pair);
  if (newer) return toTree({ keyid: keyId, keytype: type, scheme: METHODS[type], keyval: keyVal(main) });
  const list = subkeys.map((subkey) => [subkey.keyId, toTree(describe(subkey, subkey.keyId))] as const);
  return toTree({
    ...describe(main, keyId),
    ...(subkeys.length === 0 ? {} : { subkeys: new Map(list) }),
  });
}

function describe(part: GpgPart, keyid: string): Readonly<Record<string, Plain>> {
  const type = typeOf(part.pair);
  return { type, method: METHODS[type], hashes: ['pgp+SHA2'], keyid, keyval: keyVal(part), ...part.times };
}

function keyVal({ pair }: GpgPart): Plain {
  return { private: '', public: numbersOf(pair) };
}

function numbersOf(pair: GpgPair): Readonly<Record<string, string>> {
  const publicKey = createPublicKey(privateKeyOf(pair));
  switch (typeOf(pair)) {
    case 'rsa': {
      const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
      return { n: Buffer.from(n, 'base64url').toString('hex'), e: Buffer.from(e, 'base64url').toString('hex') };
    }
    case 'dsa':
      return JSON.parse(readFileSync(join(import.meta.dirname, 'keys', `${pair}.json`), 'utf8')) as Record<
        string,
        string
      >;
    case 'eddsa':
      return { q: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex') };
    default:
      throw new TypeError(`no such pair: ${pair}`);
  }
}

const privateKeys = new Map<GpgPair, KeyObject>();

function privateKeyOf(pair: GpgPair): KeyObject {
  const known = privateKeys.get(pair);
  if (known !== undefined) return known;
  const key = createPrivateKey(readFileSync(join(import.meta.dirname, 'keys', `${pair}.pem`)));
  privateKeys.set(pair, key);
  return key;
}

/** What GPG would make of bytes; by the main key where no subkey has the id. */
export function signWithGpg(
  key: GpgKeyRef,
  keyId: string,
  bytes: Uint8Array,
): { readonly signature: Uint8Array; readonly headers: Uint8Array } {
  const { pair } = key.subkeys.find((subkey) => subkey.keyId === keyId) ?? key.main;
  const type = typeOf(pair);
  // Version 4, over a document, SHA-256, and when it was made.
  const headers = Buffer.from([4, 0, ALGORITHMS[type], 8, 0, 6, 5, 2, 0x5e, 0xe7, 0x62, 0x40]);
  const hashed = Buffer.concat([bytes, headers, Buffer.from([4, 0xff, 0, 0, 0, headers.length])]);
  const privateKey = privateKeyOf(pair);
  if (type !== 'eddsa') return { signature: sign('sha256', hashed, privateKey), headers };
  return { signature: sign(null, createHash('sha256').update(hashed).digest(), privateKey), headers };
}
