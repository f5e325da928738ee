import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resolveScheme } from '@intoto/crypto';
import { nobleBackend } from '@intoto/crypto-noble';
import type { SslibPublicKey } from '@intoto/models';

import { makeFixedKey } from '../differential/fixed-keys.ts';
import { RSA_HASHES } from './rsa-encoding.ts';

export type KeyFamily = 'rsa' | 'ecdsa' | 'ed25519';

/** A key pair for tests, the same in every run. */
export interface SignatureKey {
  readonly name: string;
  readonly family: KeyFamily;
  /** Names of schemes that it can sign with. */
  readonly schemes: readonly string[];
  readonly privateKey: KeyObject;
  /** As it stands in `keyval.public`. */
  readonly publicText: string;
}

const CURVES = [
  { name: 'P-256', openssl: 'prime256v1', scheme: 'ecdsa-sha2-nistp256', bytes: 32 },
  { name: 'P-384', openssl: 'secp384r1', scheme: 'ecdsa-sha2-nistp384', bytes: 48 },
  { name: 'P-521', openssl: 'secp521r1', scheme: 'ecdsa-sha2-nistp521', bytes: 65 },
] as const;

const RSA_SCHEMES = RSA_HASHES.flatMap((hash) => [`rsassa-pss-${hash}`, `rsa-pkcs1v15-${hash}`]);

/** Private keys for nothing but these tests; those of 1025 and 2049 bits have encodings shorter than the modulus. */
const RSA_NAMES = ['rsa-1024', 'rsa-1025', 'rsa-2048', 'rsa-2048-exponent-3', 'rsa-2049', 'rsa-3072'] as const;

function rsaKeys(): SignatureKey[] {
  return RSA_NAMES.map((name) => {
    const privateKey = createPrivateKey(readFileSync(join(import.meta.dirname, 'keys', `${name}.pem`)));
    return { name, family: 'rsa', schemes: RSA_SCHEMES, privateKey, publicText: pemOf(privateKey) };
  });
}

/** The key whose private number is the digest of a name. */
function ecdsaKey(name: string, { name: crv, openssl, scheme, bytes }: (typeof CURVES)[number]): SignatureKey {
  const pair = createECDH(openssl);
  pair.setPrivateKey(createHash('shake256', { outputLength: bytes }).update(name).digest());
  const point = pair.getPublicKey();
  const half = (point.length - 1) / 2;
  const x = point.toString('base64url', 1, half + 1);
  const y = point.toString('base64url', half + 1);
  const jwk = { kty: 'EC', crv, x, y, d: pair.getPrivateKey().toString('base64url') };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { name, family: 'ecdsa', schemes: [scheme], privateKey, publicText: pemOf(privateKey) };
}

async function ed25519Key(name: string): Promise<SignatureKey> {
  const { privatePem } = await makeFixedKey(name);
  const privateKey = createPrivateKey(privatePem);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { name, family: 'ed25519', schemes: ['ed25519'], privateKey, publicText: spki.subarray(-32).toString('hex') };
}

function pemOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}

/** Keys of every kind: `ofEach` of each curve, and the fixed RSA keys. */
export async function makeKeys(ofEach: number): Promise<readonly SignatureKey[]> {
  const numbers = Array.from({ length: ofEach }, (_, index) => index);
  const ecdsa = CURVES.flatMap((curve) => numbers.map((index) => ecdsaKey(`${curve.name} ${index}`, curve)));
  const ed25519 = await Promise.all(numbers.map((index) => ed25519Key(`Ed25519 ${index}`)));
  return [...rsaKeys(), ...ecdsa, ...ed25519];
}

/** The key as one of in-toto. Its id is a label, here as there. */
export function publicKeyOf(keyType: string, scheme: string, publicText: string): SslibPublicKey {
  const keyVal = { public: publicText };
  return {
    form: 'sslib',
    keyId: 'aa',
    keyType,
    scheme,
    keyVal,
    json: { keyid: 'aa', keytype: keyType, scheme, keyval: keyVal },
  };
}

/** A signature by ECDSA or Ed25519; the same each time. */
export async function signFixed(
  { privateKey, family }: SignatureKey,
  scheme: string,
  message: Uint8Array,
): Promise<Uint8Array> {
  const resolved = resolveScheme(family, scheme);
  if (resolved === undefined) throw new TypeError(`${family} has no scheme ${scheme}`);
  const sign = await nobleBackend.createSign(resolved, privateKey.export({ type: 'pkcs8', format: 'der' }));
  return sign(message);
}
