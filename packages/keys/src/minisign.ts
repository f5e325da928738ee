import { encodeSpki, type KeyMaterial, parseSpki } from '@intoto/crypto/key-parts';
import { decodeBase64, encodeBase64, encodeHex, InTotoError } from '@intoto/encoding';

import { malformed, unsupportedEncryption, wrongPassword } from './failures.ts';
import type { KeyKind } from './key-kind.ts';
import { encodePrivateParts } from './private-parts.ts';
import type { PrivateSource } from './private-source.ts';
import { assertScryptCost, deriveScrypt, type ScryptCost } from './scrypt-cost.ts';

const WHAT = 'minisign key';
const COMMENT = 'untrusted comment:';
const PUBLIC_BYTES = 42;
const SECRET_BYTES = 158;
/** Key number, secret key, checksum. */
const SEALED_BYTES = 8 + 64 + 32;

const ED25519 = 'Ed';
const SCRYPT = 'Sc';
const NO_KDF = '\0\0';
const BLAKE2B = 'B2';

/** Tells minisign's keys (and signify's public ones) from other text. */
export function recognizeMinisign(text: string): KeyKind | undefined {
  const bytes = decodeKeyLine(text);
  if (bytes?.length === PUBLIC_BYTES && ascii(bytes, 0, 2) === ED25519) return 'minisign-public';
  if (bytes?.length !== SECRET_BYTES || ascii(bytes, 0, 2) !== ED25519) return undefined;
  return ascii(bytes, 2, 4) === NO_KDF ? 'minisign-private' : 'minisign-encrypted';
}

/** Reads a public key, with or without its comment, and the number that minisign shows for it. */
export function parseMinisignPublicKey(text: string): { readonly material: KeyMaterial; readonly keyNumber: string } {
  const bytes = decodeKeyLine(text);
  if (bytes?.length !== PUBLIC_BYTES) throw malformed(WHAT, 'it is cut off');
  const material = parseSpki(encodeSpki({ type: 'ed25519', point: bytes.subarray(10) }));
  // minisign prints the number as a 64-bit integer, which it stores with its lowest byte first.
  return { material, keyNumber: encodeHex(bytes.slice(2, 10).toReversed()).toUpperCase() };
}

/**
 * Reads a secret key. Its Ed25519 key signs in-toto metadata as any other; minisign itself signs digests and comments.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_PASSWORD`, `ERR_KEY_ENCRYPTION`, `ERR_KEY_UNUSABLE`.
 */
export async function parseMinisignSecretKey(text: string, password: Uint8Array | undefined): Promise<PrivateSource> {
  const bytes = decodeKeyLine(text);
  if (bytes?.length !== SECRET_BYTES) throw malformed(WHAT, 'it is cut off');
  if (ascii(bytes, 4, 6) !== BLAKE2B) throw malformed(WHAT, 'its checksum is of an unknown type');
  const sealed = bytes.subarray(SECRET_BYTES - SEALED_BYTES);
  const opened = password === undefined ? sealed : await unseal(bytes, sealed, password);
  const { blake2b } = await import('@noble/hashes/blake2.js');
  const checksum = blake2b(Uint8Array.of(...bytes.subarray(0, 2), ...opened.subarray(0, 72)), { dkLen: 32 });
  const written = opened.subarray(72);
  // minisign writes no checksum into a key without a password.
  const isWritten = password !== undefined || written.some((byte) => byte !== 0);
  if (isWritten && !checksum.every((byte, index) => byte === written[index]))
    throw password === undefined ? malformed(WHAT, 'its checksum is wrong') : wrongPassword();
  const claimed = parseSpki(encodeSpki({ type: 'ed25519', point: opened.subarray(40, 72) }));
  return { pkcs8: encodePrivateParts({ type: 'ed25519', seed: opened.subarray(8, 40) }), claimed };
}

async function unseal(bytes: Uint8Array, sealed: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  if (ascii(bytes, 2, 4) !== SCRYPT)
    throw unsupportedEncryption('an unknown cipher', 'write it anew with `minisign -C`');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cost = chooseCost(Number(view.getBigUint64(38, true)), Number(view.getBigUint64(46, true)));
  assertScryptCost(cost);
  const stream = await deriveScrypt(password, bytes.subarray(6, 38), cost, SEALED_BYTES);
  return sealed.map((byte, index) => byte ^ (stream[index] ?? 0));
}

/** How libsodium makes scrypt parameters of the two limits that the file names. */
function chooseCost(operations: number, memory: number): ScryptCost {
  const r = 8;
  const limit = Math.max(operations, 32_768);
  if (limit < memory / 32) return { n: powerOfTwo(limit / (r * 4)), r, p: 1 };
  const n = powerOfTwo(memory / (r * 128));
  return { n, r, p: Math.max(1, Math.floor(Math.min(limit / 4 / n, 2 ** 30 - 1) / r)) };
}

/** The smallest power of two above half of a number, from 2 on. */
function powerOfTwo(number: number): number {
  let power = 2;
  while (power <= Math.floor(number) / 2) power *= 2;
  return power;
}

/** The bytes of the line after the comment, or of a text that is one line of base64. */
function decodeKeyLine(text: string): Uint8Array | undefined {
  const lines = text.trim().split(/\r\n|\n/u, 3);
  const [line = ''] = lines[0]?.startsWith(COMMENT) === true ? lines.slice(1) : lines;
  if (line.length > 400) return undefined;
  try {
    const bytes = decodeBase64(line.trim());
    return encodeBase64(bytes) === line.trim() ? bytes : undefined;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return undefined;
  }
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
