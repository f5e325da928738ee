import type { CryptoBackend } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';

import { Fault } from './fault.ts';
import { encodeNumber, joinBytes } from './join-bytes.ts';
import type { SignedPacket } from './key-block.ts';
import { type KeyNumbers, readKeyNumbers } from './key-numbers.ts';
import { hashedKey, type KeyPacket } from './key-packet.ts';
import type { KeyProfile } from './key-profile.ts';
import { OpenPgpError } from './openpgp-error.ts';
import type { Packet } from './packets.ts';
import { findHashed, findLast, readSignaturePacket, type SignaturePacket } from './signature-packet.ts';
import { readSeconds, SUBPACKETS } from './subpackets.ts';
import { verifyData } from './verify-data.ts';

/** Types of signatures on keys (RFC 4880, 5.2.1). */
export const SIGNATURE_TYPES = {
  certifications: [0x10, 0x11, 0x12, 0x13],
  subkeyBinding: [0x18],
  primaryKeyBinding: [0x19],
  directKey: [0x1f],
  keyRevocation: [0x20],
  subkeyRevocation: [0x28],
  certificationRevocation: [0x30],
} as const;

/** The main key, and how signatures by it are read and verified. */
export interface MainKey {
  readonly packet: Packet;
  readonly key: KeyPacket;
  readonly profile: KeyProfile;
  readonly backend: CryptoBackend;
  /** How many signatures may still be verified. */
  readonly patience: { left: number };
}

/** Signatures of some types on a packet that can be read: those that name the main key, or name anybody where that is asked. */
export function readSignatures(
  { key, profile }: MainKey,
  { signatures }: SignedPacket,
  types: readonly number[],
  issuer: 'main key' | 'anybody' = 'main key',
): readonly SignaturePacket[] {
  return signatures.flatMap((body) => {
    const signature = tryRead(body);
    if (signature === undefined || !types.includes(signature.signatureType)) return [];
    if (profile === 'reference' && signature.hash === 'sha384') return [];
    const keyId = signature.issuerFingerprint ?? signature.issuerKeyId ?? '';
    return issuer === 'anybody' || key.fingerprint.endsWith(keyId) ? [signature] : [];
  });
}

/** The data of a subpacket: under `strict` only of one that the signature covers. */
export function findSubpacket({ profile }: MainKey, signature: SignaturePacket, type: number): Uint8Array | undefined {
  const { hashed, unhashed } = signature;
  return profile === 'reference' ? findLast([...unhashed, ...hashed], type) : findHashed(signature, type);
}

/** Seconds since 1970; every signature that can be read says when it was made. */
export function creationTimeOf(main: MainKey, signature: SignaturePacket): number {
  return readSeconds(findSubpacket(main, signature, SUBPACKETS.signatureCreation)) ?? 0;
}

/** How long a key is valid, in seconds since its creation; `undefined` where the signature does not say. */
export function validityPeriodOf(main: MainKey, signature: SignaturePacket): number | undefined {
  return readSeconds(findSubpacket(main, signature, SUBPACKETS.keyExpiration));
}

/** Those of the signatures that the main key has made over `subject`. */
export async function keepVerified(
  main: MainKey,
  signatures: readonly SignaturePacket[],
  subject: Uint8Array,
): Promise<readonly SignaturePacket[]> {
  const numbers = numbersOf(main.key);
  const data = joinBytes(hashMainKey(main), subject);
  const kept: SignaturePacket[] = [];
  for (const signature of signatures) if (await verifySignature(main, numbers, data, signature)) kept.push(signature);
  return kept;
}

/** Whether a subkey has signed that it belongs to the main key. */
export async function verifyBackSignature(
  main: MainKey,
  subkey: KeyPacket,
  subject: Uint8Array,
  binding: SignaturePacket,
): Promise<boolean> {
  const embedded = [...binding.hashed, ...binding.unhashed].filter(
    ({ type }) => (type & 0x7f) === SUBPACKETS.embeddedSignature,
  );
  const data = joinBytes(hashMainKey(main), subject);
  for (const { data: body } of embedded) {
    const signature = tryRead(body);
    if (signature === undefined || !SIGNATURE_TYPES.primaryKeyBinding.some((type) => type === signature.signatureType))
      continue;
    if (await verifySignature(main, numbersOf(subkey), data, signature)) return true;
  }
  return false;
}

/**
 * A user id as signatures on it cover it (RFC 4880, 5.2.4). The reference puts bytes of the packet's header there, which is
 * the same for user ids of less than 256 bytes.
 */
export function hashUserId({ profile }: MainKey, { body, bytes }: Packet): Uint8Array {
  return profile === 'reference'
    ? joinBytes(Uint8Array.of(0xb4, 0, 0, 0), bytes.subarray(1))
    : joinBytes(Uint8Array.of(0xb4), encodeNumber(body.length, 4), body);
}

/** A subkey in the same way. The reference is right for those of 256 bytes and more, which leaves out Ed25519. */
export function hashSubkey({ profile }: MainKey, { body, bytes }: Packet): Uint8Array {
  return profile === 'reference' ? joinBytes(Uint8Array.of(0x99), bytes.subarray(1)) : hashedKey(body);
}

function hashMainKey({ packet, profile }: MainKey): Uint8Array {
  return profile === 'reference' ? packet.bytes : hashedKey(packet.body);
}

async function verifySignature(
  { backend, patience }: MainKey,
  numbers: KeyNumbers,
  data: Uint8Array,
  { hash, headers, signature }: SignaturePacket,
): Promise<boolean> {
  patience.left -= 1;
  if (patience.left < 0)
    throw new OpenPgpError('The key has too many signatures by itself', { code: 'ERR_OPENPGP_LIMIT' });
  const missing = numbers.type === 'rsa' ? Math.max(0, numbers.digits / 2 - signature.length) : 0;
  const filled = joinBytes(new Uint8Array(missing), signature);
  return verifyData(numbers, { data, headers, hash, signature: filled }, backend);
}

/** @throws {@link OpenPgpError} `ERR_OPENPGP_UNSUPPORTED` for a key of a size that in-toto does not verify with */
function numbersOf({ type, numbers }: KeyPacket): KeyNumbers {
  try {
    return readKeyNumbers(type, numbers);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new OpenPgpError(`The OpenPGP key ${error.message}`, { code: 'ERR_OPENPGP_UNSUPPORTED' });
  }
}

function tryRead(body: Uint8Array): SignaturePacket | undefined {
  try {
    return readSignaturePacket(body);
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}
