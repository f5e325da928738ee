import { encodeHex } from '@intoto/encoding';

import { type HashName, hashOf, type KeyType, keyTypeOf } from './algorithms.ts';
import { createCursor, type Cursor } from './cursor.ts';
import { encodeDsaSignature } from './dsa-signature.ts';
import { joinBytes } from './join-bytes.ts';
import { malformedPacket, unsupported } from './openpgp-error.ts';
import { readSubpackets, type Subpacket, SUBPACKETS } from './subpackets.ts';

/** What a version 4 signature says before its numbers. */
export interface SignatureHead {
  /** 0 for a signature over a document (RFC 4880, 5.2.1). */
  readonly signatureType: number;
  readonly type: KeyType;
  readonly hash: HashName;
  /** In the order received. */
  readonly hashed: readonly Subpacket[];
}

/** A version 4 signature (RFC 4880, 5.2.3). */
export interface SignaturePacket extends SignatureHead {
  readonly unhashed: readonly Subpacket[];
  /** What is hashed after the data: from the version to the last hashed subpacket. */
  readonly headers: Uint8Array;
  /** As it stands in metadata. */
  readonly signature: Uint8Array;
  /** 40 hex digits; `undefined` where only {@link SignaturePacket.issuerKeyId} is told. */
  readonly issuerFingerprint: string | undefined;
  /** The last 16 digits of the fingerprint. */
  readonly issuerKeyId: string | undefined;
}

/** Of each half of an Ed25519 signature. */
const HALF_BYTES = 32;

/**
 * Reads the body of a signature packet. Both kinds of subpackets may tell the issuer; the last one counts, and one that the
 * signature covers before one that it does not.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET`, `ERR_OPENPGP_UNSUPPORTED`
 */
export function readSignaturePacket(body: Uint8Array): SignaturePacket {
  const cursor = createCursor(body, 'a signature packet');
  const head = readHead(cursor);
  const headers = body.subarray(0, cursor.position());
  const unhashed = readSubpackets(cursor.take(cursor.number(2)));
  // The first 16 bits of the digest.
  cursor.take(2);
  const all = [...unhashed, ...head.hashed];
  const fingerprint = findLast(all, SUBPACKETS.issuerFingerprint)?.subarray(1);
  const keyId = findLast(all, SUBPACKETS.issuerKeyId);
  const issuerFingerprint = fingerprint === undefined ? undefined : encodeHex(fingerprint);
  const issuerKeyId = keyId === undefined ? undefined : encodeHex(keyId);
  if (issuerFingerprint === undefined && issuerKeyId === undefined)
    throw malformedPacket('a signature does not say whose it is');
  if (issuerFingerprint?.endsWith(issuerKeyId ?? '') === false)
    throw malformedPacket('a signature names two different keys');
  const creation = findLast(all, SUBPACKETS.signatureCreation);
  if (creation?.length !== 4 || creation.every((digit) => digit === 0))
    throw malformedPacket('a signature does not say when it was made');
  return { ...head, unhashed, headers, signature: readSignature(head.type, cursor), issuerFingerprint, issuerKeyId };
}

/**
 * Reads what metadata keeps of a signature packet besides its numbers, to the last byte.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET`, `ERR_OPENPGP_UNSUPPORTED`
 */
export function readSignatureHead(headers: Uint8Array): SignatureHead {
  const cursor = createCursor(headers, 'the head of a signature');
  const head = readHead(cursor);
  if (!cursor.isAtEnd()) throw malformedPacket('something follows the head of a signature');
  return head;
}

/** The data of the last subpacket of a type, whether or not it has to be understood. */
export function findHashed({ hashed }: SignatureHead, type: number): Uint8Array | undefined {
  return hashed.findLast((subpacket) => (subpacket.type & 0x7f) === type)?.data;
}

/** As the reference looks for it: among those that do not have to be understood. */
export function findLast(subpackets: readonly Subpacket[], type: number): Uint8Array | undefined {
  return subpackets.findLast((subpacket) => subpacket.type === type)?.data;
}

function readHead(cursor: Cursor): SignatureHead {
  const version = cursor.byte();
  if (version !== 4) throw unsupported(`signatures of version ${version}`);
  const signatureType = cursor.byte();
  const algorithm = cursor.byte();
  const type = keyTypeOf(algorithm);
  if (type === undefined) throw unsupported(`signatures of the algorithm ${algorithm}`);
  const hashAlgorithm = cursor.byte();
  const hash = hashOf(hashAlgorithm);
  if (hash === undefined) throw unsupported(`signatures with the hash algorithm ${hashAlgorithm}`);
  return { signatureType, type, hash, hashed: readSubpackets(cursor.take(cursor.number(2))) };
}

function readSignature(type: KeyType, cursor: Cursor): Uint8Array {
  switch (type) {
    case 'rsa':
      return cursor.integer();
    case 'dsa': {
      const [r, s] = [cursor.integer(), cursor.integer()];
      return encodeDsaSignature(r, s);
    }
    case 'eddsa': {
      const [r, s] = [cursor.integer(), cursor.integer()];
      return joinBytes(padHalf(r), padHalf(s));
    }
    default:
      return type satisfies never;
  }
}

/** OpenPGP leaves out zeros at the front, which belong to the 32 bytes of RFC 8032. */
function padHalf(digits: Uint8Array): Uint8Array {
  return joinBytes(new Uint8Array(Math.max(0, HALF_BYTES - digits.length)), digits);
}
