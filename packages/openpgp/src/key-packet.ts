import { encodeHex } from '@intoto/encoding';
import { sha1 } from '@noble/hashes/legacy.js';

import { type KeyType, keyTypeOf } from './algorithms.ts';
import { createCursor, type Cursor } from './cursor.ts';
import { encodeNumber, joinBytes } from './join-bytes.ts';
import { malformedPacket, unsupported } from './openpgp-error.ts';

/** A public key or subkey as a packet holds it. */
export interface KeyPacket {
  /** 40 hex digits. */
  readonly fingerprint: string;
  /** Seconds since 1970. */
  readonly creationTime: number;
  readonly type: KeyType;
  /** `keyval.public` of the key object: numbers in hex, by their names. */
  readonly numbers: Readonly<Record<string, string>>;
}

/** Names of Ed25519 in key packets: the object identifier 1.3.6.1.4.1.11591.15.1. */
const ED25519_OID = '2b06010401da470f01';

/** What stands before the 32 bytes of a point on Ed25519. */
const NATIVE_POINT = 0x40;

/** The longest body that can be hashed, and far more than any key has. */
const MAX_BODY_BYTES = 0xffff;

/**
 * Reads the body of a public key or subkey packet (RFC 4880, 5.5.2).
 * @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET`, `ERR_OPENPGP_UNSUPPORTED`
 */
export function readKeyPacket(body: Uint8Array): KeyPacket {
  const cursor = createCursor(body, 'a key packet');
  const version = cursor.byte();
  if (version !== 4) throw unsupported(`keys of version ${version}`);
  const creationTime = cursor.number(4);
  const algorithm = cursor.byte();
  const type = keyTypeOf(algorithm);
  if (type === undefined) throw unsupported(`keys of the algorithm ${algorithm}`);
  return { fingerprint: fingerprintOf(body), creationTime, type, numbers: readNumbers(type, cursor) };
}

/**
 * The fingerprint of a version 4 key (RFC 4880, 12.2), whatever its algorithm.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET`
 */
export function fingerprintOf(body: Uint8Array): string {
  return encodeHex(sha1(hashedKey(body)));
}

/** A key as it is hashed for fingerprints and signatures on keys (RFC 4880, 5.2.4). */
export function hashedKey(body: Uint8Array): Uint8Array<ArrayBuffer> {
  if (body.length > MAX_BODY_BYTES) throw malformedPacket('a key packet is too long');
  return joinBytes(Uint8Array.of(0x99), encodeNumber(body.length, 2), body);
}

function readNumbers(type: KeyType, cursor: Cursor): Readonly<Record<string, string>> {
  const next = (): string => encodeHex(cursor.integer());
  switch (type) {
    case 'rsa': {
      const n = next();
      return { e: next(), n };
    }
    case 'dsa': {
      const [p, q, g, y] = [next(), next(), next(), next()];
      return { y, p, g, q };
    }
    case 'eddsa':
      return { q: readPoint(cursor) };
    default:
      return type satisfies never;
  }
}

function readPoint(cursor: Cursor): string {
  if (encodeHex(cursor.take(cursor.byte())) !== ED25519_OID) throw unsupported('elliptic curves other than Ed25519');
  const point = cursor.integer();
  if (point.length !== 33 || point[0] !== NATIVE_POINT)
    throw malformedPacket('an Ed25519 key is not a point of 32 bytes');
  return encodeHex(point.subarray(1));
}
