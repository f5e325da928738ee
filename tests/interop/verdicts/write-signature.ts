import type { Document, SignatureFlaw, SignatureRef } from './chain.ts';
import { signWithGpg } from './gpg-ring.ts';
import { signBytes } from './key-ring.ts';
import { addPart, type Plain, toTree, type Tree } from './tree.ts';

/** What flaws make of the bytes of a signature. */
const BYTES: Partial<Record<SignatureFlaw, (bytes: Buffer) => Buffer>> = {
  'flipped bit': flipBit,
  // Never a leading zero, which the reference does not miss in RSA-PSS: deviation `rsa-signature-short`.
  'cut short': (bytes) => (bytes[0] === 0 ? bytes.subarray(0, -1) : bytes.subarray(1)),
  longer: (bytes) => Buffer.concat([bytes, Buffer.from([0])]),
  empty: () => Buffer.alloc(0),
};

/** What flaws make of its hex or base64. */
const TEXTS: Partial<Record<SignatureFlaw, (text: string) => Plain>> = {
  'upper case': (text) => text.toUpperCase(),
  blanks: (text) => `${text.slice(0, 2)} ${text.slice(2)}\n`,
  'odd digits': (text) => text.slice(1),
  'no digits': (text) => `zz${text.slice(2)}`,
  'url-safe base64': (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
  'unpadded base64': (text) => text.replaceAll('=', ''),
  null: () => null,
  'a number': () => 7,
};

/** What flaws make of its object. */
const OBJECTS: Partial<Record<SignatureFlaw, (keyid: string, sig: Plain) => Tree>> = {
  'a number as key id': (_keyid, sig) => toTree({ keyid: 7, sig }),
  'no key id': (_keyid, sig) => toTree({ sig }),
  'no signature': (keyid) => toTree({ keyid }),
  'more members': (keyid, sig) => toTree({ keyid, sig, certificate: 'x', other: [1, null] }),
  'openpgp form': (keyid) => toTree({ keyid, signature: 'ab'.repeat(64), other_headers: '04000108' }),
  'duplicate members': (keyid, sig) => addPart(toTree({ keyid, sig: '00' }), 'sig', toTree(sig)),
};

function flipBit(bytes: Buffer): Buffer {
  const index = bytes.length >> 1;
  return Buffer.from(bytes.map((byte, place) => (place === index ? byte ^ 4 : byte)));
}

/** What flaws make of the headers of a GPG signature; `undefined` leaves them out. */
const HEADERS: Partial<Record<SignatureFlaw, (hex: string) => Plain | undefined>> = {
  'headers other': (hex) => `${hex}00`,
  'headers null': () => null,
  'headers with blanks': (hex) => `${hex.slice(0, 2)} ${hex.slice(2)}`,
  'headers cut short': (hex) => hex.slice(1),
  'no headers': () => undefined,
};

/** Names of members that a GPG signature has in in-toto's own form and in its newer one. */
function nameMembers({ key, flaw }: SignatureRef, container: Document['container']): 'sig' | 'signature' {
  const isNewer = container === 'dsse' || (key.kind === 'gpg' && key.newer);
  return (flaw === 'plain form') === isNewer && key.kind === 'gpg' ? 'signature' : 'sig';
}

function writeGpgMembers(ref: SignatureRef, container: Document['container'], sig: Plain, headers: string): Tree {
  const change = ref.flaw === undefined ? undefined : HEADERS[ref.flaw];
  const otherHeaders = change === undefined ? headers : change(headers);
  const members = new Map<string, Plain>([['keyid', ref.keyId]]);
  members.set(nameMembers(ref, container), sig);
  if (otherHeaders !== undefined) members.set('other_headers', otherHeaders);
  return toTree(members);
}

/** Signs bytes, flawed as it is told, as an object of a container. */
export function writeSignature(ref: SignatureRef, bytes: Uint8Array, container: Document['container']): Tree {
  const { key, keyId, flaw } = ref;
  const signed = flaw === 'other bytes' ? Buffer.from('other') : bytes;
  const gpg = key.kind === 'gpg' ? signWithGpg(key, keyId, signed) : undefined;
  const options = { raw: flaw === 'raw ecdsa', saltLength: flaw === 'salt of other length' ? 11 : undefined };
  const value = Buffer.from(key.kind === 'gpg' ? (gpg?.signature ?? []) : signBytes(key, signed, options));
  const change = <T, U>(changes: Partial<Record<SignatureFlaw, T>>, apply: (made: T) => U, otherwise: U): U => {
    const made = flaw === undefined ? undefined : changes[flaw];
    return made === undefined ? otherwise : apply(made);
  };
  const text = change(BYTES, (made) => made(value), value).toString(container === 'dsse' ? 'base64' : 'hex');
  const sig = change<(text: string) => Plain, Plain>(TEXTS, (made) => made(text), text);
  const headers = Buffer.from(gpg?.headers ?? []).toString('hex');
  const usual = gpg === undefined ? toTree({ keyid: keyId, sig }) : writeGpgMembers(ref, container, sig, headers);
  return change(OBJECTS, (made) => made(keyId, sig), usual);
}
