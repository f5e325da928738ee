import { createHash, createPublicKey, sign } from 'node:crypto';

import { canonicalJson, type JsonMembers } from './json-text.ts';
import { recordedSignature } from './signature-book.ts';
import { rawPublicKey, readTestKey, type Signer } from './signers.ts';

/** Version 4, a binary document, SHA-256, and one hashed subpacket: when it was made. */
const CREATED = 1_767_225_600;
const ALGORITHMS = { rsa: 1, dsa: 17, eddsa: 22 } as const;
const METHODS = { rsa: 'pgp+rsa-pkcsv1.5', dsa: 'pgp+dsa-fips-180-2', eddsa: 'pgp+eddsa-ed25519' } as const;
/** 1.3.6.1.4.1.11591.15.1 */
const ED25519_OID = Buffer.from('092b06010401da470f01', 'hex');

type KeyType = keyof typeof ALGORITHMS;

/** Somebody who signs with OpenPGP. */
export interface OpenPgpSigner extends Signer {
  /** As a signature in a Metablock. */
  signMetablock(signed: JsonMembers): JsonMembers;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A multiprecision integer (RFC 4880, 3.2). */
function mpi(hex: string): Buffer {
  const bytes = Buffer.from(hex, 'hex');
  const bits = bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24;
  return Buffer.concat([Buffer.of(bits >> 8, bits & 0xff), bytes]);
}

function hexOf(base64Url: string | undefined): string {
  return Buffer.from(base64Url ?? '', 'base64url').toString('hex');
}

/** The numbers of a DSA key: Node has no JWK for it. */
function dsaNumbers(spki: Buffer): Record<'p' | 'q' | 'g' | 'y', string> {
  const numbers: string[] = [];
  // Every INTEGER of the structure, in order; the last one lies within the BIT STRING.
  for (let at = 0; at < spki.length;) {
    const tag = spki[at];
    let length = spki[at + 1] ?? 0;
    let start = at + 2;
    if (length > 0x80) {
      const size = length - 0x80;
      length = Number.parseInt(spki.subarray(start, start + size).toString('hex'), 16);
      start += size;
    }
    if (tag === 0x02)
      numbers.push(
        spki
          .subarray(start, start + length)
          .toString('hex')
          .replace(/^00/, ''),
      );
    at = tag === 0x30 ? start : tag === 0x03 ? start + 1 : start + length;
  }
  const [p = '', q = '', g = '', y = ''] = numbers;
  return { p, q, g, y };
}

function publicNumbers(name: string, type: KeyType): Readonly<Record<string, string>> {
  const key = createPublicKey(readTestKey(name));
  if (type === 'eddsa') return { q: rawPublicKey(readTestKey(name)).toString('hex') };
  if (type === 'dsa') return dsaNumbers(key.export({ type: 'spki', format: 'der' }));
  const { e, n } = key.export({ format: 'jwk' });
  return { e: hexOf(e), n: hexOf(n) };
}

/** The fingerprint of a version 4 key (RFC 4880, 12.2). */
function fingerprint(type: KeyType, numbers: Readonly<Record<string, string>>): string {
  const of = (name: string): Buffer => mpi(numbers[name] ?? '');
  const material = {
    rsa: () => [of('n'), of('e')],
    dsa: () => [of('p'), of('q'), of('g'), of('y')],
    eddsa: () => [ED25519_OID, mpi(`40${numbers['q'] ?? ''}`)],
  }[type]();
  const body = Buffer.concat([Buffer.of(4), uint32(CREATED), Buffer.of(ALGORITHMS[type]), ...material]);
  return createHash('sha1')
    .update(Buffer.of(0x99, body.length >> 8, body.length & 0xff))
    .update(body)
    .digest('hex');
}

function signDigested(name: string, type: KeyType, content: Buffer): Uint8Array {
  const key = readTestKey(name);
  if (type === 'rsa') return sign('sha256', content, key);
  if (type === 'eddsa') return sign(null, createHash('sha256').update(content).digest(), key);
  return recordedSignature(name, content, () => sign('sha256', content, key));
}

/** What a key has besides itself. */
export interface OpenPgpOptions {
  readonly subkeys?: readonly OpenPgpSigner[];
  /** Seconds after its making in which the key expires. */
  readonly validity?: number;
}

/** The owner of an OpenPGP key whose numbers are those of a key in `keys/`. */
export function createOpenPgpSigner(name: string, type: KeyType, options: OpenPgpOptions = {}): OpenPgpSigner {
  const numbers = publicNumbers(name, type);
  const keyId = fingerprint(type, numbers);
  const subkeys = Object.fromEntries((options.subkeys ?? []).map((subkey) => [subkey.keyId, subkey.json]));
  const json: JsonMembers = {
    keyid: keyId,
    type,
    method: METHODS[type],
    hashes: ['pgp+SHA2'],
    keyval: { private: '', public: numbers },
    ...(options.subkeys === undefined ? {} : { subkeys }),
    ...(options.validity === undefined ? {} : { creation_time: CREATED, validity_period: options.validity }),
  };
  const headers = Buffer.concat([Buffer.of(4, 0, ALGORITHMS[type], 8, 0, 6, 5, 2), uint32(CREATED)]);
  const signContent = (content: Uint8Array): Uint8Array =>
    signDigested(name, type, Buffer.concat([content, headers, Buffer.of(4, 0xff), uint32(headers.length)]));
  return {
    name,
    keyId,
    keyType: type,
    scheme: METHODS[type],
    json,
    pem: '',
    privateKey: readTestKey(name),
    sign: signContent,
    signMetablock: (signed) => ({
      keyid: keyId,
      other_headers: headers.toString('hex'),
      signature: Buffer.from(signContent(Buffer.from(canonicalJson(signed), 'utf8'))).toString('hex'),
    }),
  };
}
