import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  sign,
  type SigningOptions,
} from 'node:crypto';
import { readFileSync } from 'node:fs';

import { canonicalJson, type JsonMembers, sha256 } from './json-text.ts';
import { recordedSignature } from './signature-book.ts';

/** Somebody who signs: a public key as it stands in metadata, and what makes its signatures. */
export interface Signer {
  readonly name: string;
  readonly keyId: string;
  readonly keyType: string;
  readonly scheme: string;
  /** As it stands in a layout's `keys`. */
  readonly json: JsonMembers;
  /** SubjectPublicKeyInfo. */
  readonly pem: string;
  readonly privateKey: KeyObject;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Reads a private key out of `keys/`. */
export function readTestKey(name: string): KeyObject {
  return createPrivateKey(readFileSync(new URL(`../keys/${name}.pem`, import.meta.url)));
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
}

function publicPem(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string;
}

const SCHEMES: Readonly<Record<string, string>> = {
  rsa: 'rsassa-pss-sha256',
  'P-256': 'ecdsa-sha2-nistp256',
  'P-384': 'ecdsa-sha2-nistp384',
  'P-521': 'ecdsa-sha2-nistp521',
  ed25519: 'ed25519',
  'ml-dsa-44': 'ml-dsa-44/1',
  'ml-dsa-65': 'ml-dsa-65/1',
  'ml-dsa-87': 'ml-dsa-87/1',
};

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** How a signer differs from the usual one for the key. */
export interface SignerOptions {
  readonly scheme?: string;
  readonly keyType?: string;
  /** Members of the public key besides the usual ones, or instead of them. */
  readonly members?: JsonMembers;
  /** Key id, where it is not the one that follows from the key. */
  readonly keyId?: string;
  /** Length of the salt of RSA-PSS. */
  readonly saltLength?: number;
  /** With the id that in-toto up to 2.1 gave to keys. */
  readonly legacy?: boolean;
  /** Without the members that the current key id does not cover. */
  readonly bare?: boolean;
  /** `keyval.public`, where it is not the usual text. */
  readonly public?: string;
}

function keyTypeOf({ asymmetricKeyType }: KeyObject): string {
  if (asymmetricKeyType === 'ec') return 'ecdsa';
  return asymmetricKeyType?.startsWith('ml-dsa') === true ? 'ml-dsa' : String(asymmetricKeyType);
}

function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const kind = asymmetricKeyType === 'ec' ? CURVES[asymmetricKeyDetails?.namedCurve ?? ''] : asymmetricKeyType;
  return SCHEMES[kind ?? ''] ?? 'unknown';
}

/**
 * With a member that older and other implementations write although the id of the key does not cover it: some cannot
 * verify a layout without it, since they check its signature over what their models write.
 */
function describeKey(
  privateKey: KeyObject,
  options: SignerOptions,
): Pick<Signer, 'keyId' | 'keyType' | 'scheme' | 'json'> {
  const { keyType = keyTypeOf(privateKey), scheme = schemeOf(privateKey), legacy = false } = options;
  const pem = publicPem(privateKey);
  const usual = keyType === 'ed25519' ? rawPublicKey(privateKey).toString('hex') : legacy ? pem.trimEnd() : pem;
  const keyval = { public: options.public ?? usual };
  const bare = { keytype: keyType, scheme, keyval };
  const full = { ...bare, keyid_hash_algorithms: ['sha256', 'sha512'] };
  const keyId = options.keyId ?? sha256(canonicalJson(legacy ? full : bare));
  const json = { keyid: keyId, ...(options.bare === true ? bare : full), ...options.members };
  return { keyId, keyType, scheme, json };
}

function hashOf(scheme: string): string {
  const bits = /\d+$/.exec(scheme)?.[0];
  return `sha${bits === '521' ? '512' : (bits ?? '256')}`;
}

function signWith(privateKey: KeyObject, scheme: string, message: Uint8Array, { saltLength }: SignerOptions): Buffer {
  const type = privateKey.asymmetricKeyType;
  if (type === 'ed25519') return sign(null, message, privateKey);
  if (type?.startsWith('ml-dsa') === true) {
    // securesystemslib hashes before it signs (TAP 21).
    const digest = createHash('sha512').update(message).digest();
    return sign(null, Buffer.concat([Buffer.from('tuf\u0001'), digest]), privateKey);
  }
  if (!scheme.startsWith('rsassa-pss')) return sign(hashOf(scheme), message, privateKey);
  const pss: SigningOptions = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST,
  };
  return sign(hashOf(scheme), message, { key: privateKey, ...pss });
}

function isDeterministic({ asymmetricKeyType }: KeyObject, scheme: string): boolean {
  return asymmetricKeyType === 'ed25519' || (asymmetricKeyType === 'rsa' && !scheme.startsWith('rsassa-pss'));
}

/** The owner of a key in `keys/`. */
export function createSigner(name: string, options: SignerOptions = {}): Signer {
  const privateKey = readTestKey(name);
  const described = describeKey(privateKey, options);
  const { scheme } = described;
  const label = [name, scheme, ...(options.saltLength === undefined ? [] : [`salt-${options.saltLength}`])].join(' ');
  const make = (message: Uint8Array): Uint8Array => signWith(privateKey, scheme, message, options);
  return {
    name,
    ...described,
    pem: publicPem(privateKey),
    privateKey,
    sign: (message) =>
      isDeterministic(privateKey, scheme) ? make(message) : recordedSignature(label, message, () => make(message)),
  };
}

/** The same signer, whose signatures come out changed. */
export function withSignature(signer: Signer, change: (signature: Uint8Array) => Uint8Array): Signer {
  return { ...signer, sign: (message) => change(signer.sign(message)) };
}

/** The same signer under another key id. */
export function withKeyId(signer: Signer, keyId: string): Signer {
  return { ...signer, keyId, json: { ...signer.json, keyid: keyId } };
}

function maskMgf1(seed: Uint8Array, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    blocks.push(createHash(hash).update(seed).update(index).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** RSA-PSS with one hash for the message and another for the mask (RFC 8017, 9.1.1), without a salt. */
export function signPssWithMask(
  privateKey: KeyObject,
  message: Uint8Array,
  hash: string,
  maskHash: string,
): Uint8Array {
  const length = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const digest = createHash(hash).update(message).digest();
  const sealed = createHash(hash).update(Buffer.alloc(8)).update(digest).digest();
  const block = Buffer.alloc(length - sealed.length - 1);
  block[block.length - 1] = 1;
  const mask = maskMgf1(sealed, block.length, maskHash);
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  const encoded = Buffer.concat([masked, sealed, Buffer.of(0xbc)]);
  return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encoded);
}

export const owner: Signer = createSigner('owner');
export const secondOwner: Signer = createSigner('second-owner');
export const bob: Signer = createSigner('bob');
export const carl: Signer = createSigner('carl');
export const dan: Signer = createSigner('dan');
/** Whom no layout lists. */
export const mallory: Signer = createSigner('mallory');
