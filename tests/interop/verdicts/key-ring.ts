import { constants, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { encodeCanonicalJson, parseJson } from '@intoto/encoding';

import { type GpgKeyRef, gpgKeyObject, pickGpgKey, pickGpgSigner } from './gpg-ring.ts';
import type { Random } from './random.ts';
import { type Plain, toTree, type Tree } from './tree.ts';

/** The pairs in the folder `keys`; Ed25519 more often, since its signatures cost least. */
const PAIRS = [
  'ed25519-1',
  'ed25519-1',
  'ed25519-2',
  'ed25519-2',
  'ed25519-3',
  'ed25519-4',
  'p256-1',
  'p256-2',
  'p384-1',
  'p521-1',
  'rsa-1',
  'rsa-2',
] as const;

type PairName = (typeof PAIRS)[number];

/** A key that signs, with what a layout calls it. */
export type KeyRef = SslibKeyRef | GpgKeyRef;

/** A key pair, with what a layout calls it. */
export interface SslibKeyRef {
  readonly kind: 'sslib';
  readonly pair: PairName;
  readonly scheme: string;
  readonly legacy: boolean;
  readonly keyId: string;
}

interface Pair {
  readonly privateKey: KeyObject;
  readonly keyType: 'rsa' | 'ecdsa' | 'ed25519';
  readonly publicText: string;
}

const pairs = new Map<PairName, Pair>();

function pairOf(name: PairName): Pair {
  const known = pairs.get(name);
  if (known !== undefined) return known;
  const privateKey = createPrivateKey(readFileSync(join(import.meta.dirname, 'keys', `${name}.pem`)));
  const publicKey = createPublicKey(privateKey);
  const keyType = name.startsWith('rsa') ? 'rsa' : name.startsWith('p') ? 'ecdsa' : 'ed25519';
  const publicText =
    keyType === 'ed25519'
      ? publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
      : publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const pair = { privateKey, keyType, publicText } as const;
  pairs.set(name, pair);
  return pair;
}

const ECDSA_SCHEMES = { p256: 'nistp256', p384: 'nistp384', p521: 'nistp521' } as const;

function pickScheme(random: Random, name: PairName): string {
  if (name.startsWith('ed25519')) return 'ed25519';
  if (!name.startsWith('rsa')) return `ecdsa-sha2-${ECDSA_SCHEMES[name.slice(0, 4) as keyof typeof ECDSA_SCHEMES]}`;
  if (random.chance(0.6)) return 'rsassa-pss-sha256';
  return `${random.pick(['rsassa-pss', 'rsa-pkcs1v15'])}-sha${random.pick(['224', '256', '384', '512'])}`;
}

/** A key of the pool: a GPG key, or one under one of the two conventions for key ids, or now and then under an id of its own. */
export function pickKey(random: Random): KeyRef {
  if (random.chance(0.2)) return pickGpgKey(random);
  const pair = random.pick(PAIRS);
  const legacy = random.chance(0.25);
  const scheme = pickScheme(random, pair);
  const base = { kind: 'sslib', pair, legacy, scheme } as const;
  return { ...base, keyId: random.chance(0.06) ? random.pick(ODD_KEY_IDS) : ownKeyId(base) };
}

const ODD_KEY_IDS = ['a', 'ABCDEF0123456789', '0123456789abcdef', '00', 'deadbeef', 'deadbeef00', 'deadbeef01'];

/** The id that the convention gives. */
function ownKeyId(key: Omit<SslibKeyRef, 'keyId'>): string {
  const object = JSON.stringify(describe(key));
  return createHash('sha256')
    .update(encodeCanonicalJson(parseJson(object)))
    .digest('hex');
}

function describe({ pair, scheme, legacy }: Omit<SslibKeyRef, 'keyId'>): { readonly [name: string]: Plain } {
  const { keyType, publicText } = pairOf(pair);
  return {
    keytype: keyType,
    scheme,
    keyval: { public: legacy ? publicText.trim() : publicText },
    ...(legacy ? { keyid_hash_algorithms: ['sha256', 'sha512'] } : {}),
  };
}

/** The key object, as it stands in layouts. */
export function keyObject(key: KeyRef): Tree {
  if (key.kind === 'gpg') return gpgKeyObject(key);
  return toTree({ keyid: key.keyId, ...describe(key) });
}

/** The id that a step lists. */
export function listedId(key: KeyRef): string {
  return key.kind === 'gpg' ? key.listed : key.keyId;
}

/** The id that a signature by the key names, and the one in the name of the link's file. */
export function pickSigner(random: Random, key: KeyRef): { readonly keyId: string; readonly fileKeyId: string } {
  return key.kind === 'gpg' ? pickGpgSigner(random, key) : { keyId: key.keyId, fileKeyId: key.keyId };
}

export interface SignOptions {
  /** Of RSA-PSS. @defaultValue that of the digest */
  readonly saltLength?: number | undefined;
  /** Of ECDSA: not DER but two numbers. */
  readonly raw?: boolean | undefined;
}

/** Signs bytes as the key's scheme says. */
export function signBytes({ pair, scheme }: SslibKeyRef, bytes: Uint8Array, options: SignOptions = {}): Uint8Array {
  const { privateKey, keyType } = pairOf(pair);
  if (keyType === 'ed25519') return sign(null, bytes, privateKey);
  const digest = /sha\d{3}/.exec(scheme)?.[0] ?? { p256: 'sha256', p384: 'sha384' }[pair.slice(0, 4)] ?? 'sha512';
  if (keyType === 'ecdsa')
    return sign(digest, bytes, { key: privateKey, dsaEncoding: options.raw === true ? 'ieee-p1363' : 'der' });
  if (!scheme.startsWith('rsassa-pss')) return sign(digest, bytes, privateKey);
  const saltLength = options.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(digest, bytes, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}
