import { hasSmallOrder } from '@intoto/crypto/key-parts';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';

const { Point } = ed25519;
const SIGNATURE_BYTES = 64;
const POINT_BYTES = 32;

/**
 * Ed25519 (RFC 8032, 5.1.7) with WebCrypto's verdict on every signature, so that all backends agree: `S` below the group's
 * order, no point of small order, the equation without the cofactor, and `R` compared as bytes. The library's own `verify`
 * multiplies by the cofactor, which lets signatures pass that other platforms refuse.
 */
export function verifyEd25519(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const r = signature.subarray(0, POINT_BYTES);
  const s = toBigInt(signature.subarray(POINT_BYTES));
  if (s >= Point.Fn.ORDER || hasSmallOrder(r) || hasSmallOrder(publicKey)) return false;
  const point = decodePoint(publicKey);
  if (point === undefined) return false;
  const k = toBigInt(sha512(Uint8Array.from([...r, ...publicKey, ...data]))) % Point.Fn.ORDER;
  const expected = Point.BASE.multiplyUnsafe(s).add(point.negate().multiplyUnsafe(k)).toBytes();
  return expected.every((byte, index) => byte === r[index]);
}

export const signEd25519 = (secret: Uint8Array, data: Uint8Array): Uint8Array => ed25519.sign(data, secret);
export const deriveEd25519 = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret);
export const generateEd25519 = (): Uint8Array => ed25519.utils.randomSecretKey();

/** As OpenSSL decodes points: encodings that are not canonical count too. */
function decodePoint(bytes: Uint8Array): InstanceType<typeof Point> | undefined {
  try {
    return Point.fromBytes(bytes, true);
  } catch {
    return undefined;
  }
}

function toBigInt(littleEndian: Uint8Array): bigint {
  return littleEndian.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}
