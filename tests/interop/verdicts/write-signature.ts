import type { Document, SignatureFlaw, SignatureRef } from './chain.ts';
import { signBytes } from './key-ring.ts';
import { addPart, type Plain, toTree, type Tree } from './tree.ts';

/** What flaws make of the bytes of a signature. */
const BYTES: Partial<Record<SignatureFlaw, (bytes: Buffer) => Buffer>> = {
  'flipped bit': flipBit,
  'cut short': (bytes) => bytes.subarray(1),
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

/** Signs bytes, flawed as it is told, as an object of a container. */
export function writeSignature(
  { key, keyId, flaw }: SignatureRef,
  bytes: Uint8Array,
  container: Document['container'],
): Tree {
  const value = Buffer.from(
    signBytes(key, flaw === 'other bytes' ? Buffer.from('other') : bytes, {
      raw: flaw === 'raw ecdsa',
      saltLength: flaw === 'salt of other length' ? 11 : undefined,
    }),
  );
  const change = <T, U>(changes: Partial<Record<SignatureFlaw, T>>, apply: (made: T) => U, otherwise: U): U => {
    const made = flaw === undefined ? undefined : changes[flaw];
    return made === undefined ? otherwise : apply(made);
  };
  const text = change(BYTES, (made) => made(value), value).toString(container === 'dsse' ? 'base64' : 'hex');
  const sig = change<(text: string) => Plain, Plain>(TEXTS, (made) => made(text), text);
  return change(OBJECTS, (made) => made(keyId, sig), toTree({ keyid: keyId, sig }));
}
