import type { CryptoBackend } from '@intoto/crypto';
import type { SslibPublicKey } from '@intoto/models';

import { fromHex, fromText, toBigInt } from './bytes.ts';
import { check } from './kit-failure.ts';
import { SCHEME_NAMES, type SchemeName, SCHEMES } from './schemes.ts';

/** What a kit needs of a key. */
export interface ReadPublicKey {
  readonly scheme: SchemeName;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
}

/** What comes before the 32 bytes of an Ed25519 key in a DER SubjectPublicKeyInfo, in hex. */
export const ED25519_SPKI_HEADER = '302a300506032b6570032100';
const PEM = /^-----BEGIN PUBLIC KEY-----\n((?:[A-Za-z0-9+/]{1,64}={0,2}\n)+)-----END PUBLIC KEY-----\n?$/u;

/** Reads the key object of a signer by itself, without the code that made it. */
export function readPublicKey({ keyType, scheme, keyVal }: SslibPublicKey): ReadPublicKey {
  const name = SCHEME_NAMES.find((each) => each === scheme);
  check(name !== undefined, `publicKey.scheme must be a scheme of in-toto, and is ${JSON.stringify(scheme)}`);
  const { type } = SCHEMES[name];
  check(
    keyType === type || keyType === scheme,
    `publicKey.keyType must be "${type}", and is ${JSON.stringify(keyType)}`,
  );
  const text = keyVal['public'];
  check(typeof text === 'string', 'publicKey.keyVal.public must be text');
  if (type === 'ed25519') {
    check(/^[0-9a-f]{64}$/u.test(text), 'publicKey.keyVal.public of an Ed25519 key must be 64 digits of hex');
    return { scheme: name, spki: fromHex(ED25519_SPKI_HEADER + text) };
  }
  const [, base64] = PEM.exec(text) ?? [];
  check(base64 !== undefined, 'publicKey.keyVal.public must be a PEM block "PUBLIC KEY" with lines of 64 characters');
  const binary = atob(base64.replaceAll('\n', ''));
  return { scheme: name, spki: Uint8Array.from(binary, (character) => character.charCodeAt(0)) };
}

/**
 * The ids that in-toto computes for a key: SHA-256 over its canonical JSON, as in-toto 3 does, and with
 * `keyid_hash_algorithms`, as it did up to 2.1.
 */
export async function computeKeyIds(
  { keyType, scheme, keyVal }: SslibPublicKey,
  backend: Pick<CryptoBackend, 'digest'>,
): Promise<readonly string[]> {
  const text = keyVal['public'];
  check(typeof text === 'string', 'publicKey.keyVal.public must be text');
  const ids: string[] = [];
  for (const legacy of ['', '"keyid_hash_algorithms":["sha256","sha512"],']) {
    const json = `{${legacy}"keytype":${quote(keyType)},"keyval":{"public":${quote(text)}},"scheme":${quote(scheme)}}`;
    const digest = await backend.digest('sha256', fromText(json));
    ids.push(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return ids;
}

/** Of a DER SubjectPublicKeyInfo of RSA: the modulus and the exponent at its end. */
export function readRsaNumbers(spki: Uint8Array): { readonly modulus: bigint; readonly exponent: bigint } {
  // SEQUENCE { SEQUENCE { OID, NULL }, BIT STRING { SEQUENCE { INTEGER, INTEGER } } }
  const outer = open(spki, 0);
  const algorithm = open(spki, outer.start);
  const bits = open(spki, algorithm.end);
  const key = open(spki, bits.start + 1);
  const modulus = open(spki, key.start);
  const exponent = open(spki, modulus.end);
  const numberIn = ({ start, end }: Place): bigint => toBigInt(spki.subarray(start, end));
  return { modulus: numberIn(modulus), exponent: numberIn(exponent) };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function open(der: Uint8Array, offset: number): Place {
  const first = der[offset + 1] ?? 0;
  const size = first < 0x80 ? 0 : first & 0x7f;
  const length = size === 0 ? first : Number(toBigInt(der.subarray(offset + 2, offset + 2 + size)));
  const start = offset + 2 + size;
  check(start + length <= der.length, 'the public key must be DER');
  return { start, end: start + length };
}

/** Canonical JSON of a string: only the two characters escaped. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;
}
