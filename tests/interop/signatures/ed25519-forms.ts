import { ed25519 } from '@noble/curves/ed25519.js';

import { concat, fromBigInt, toBigInt } from '../../../packages/conformance/src/kits/bytes.ts';
import type { Random } from '../differential/random.ts';
import { randomBigInt, randomBytes } from './random-bytes.ts';
import { digest } from './rsa-encoding.ts';

const { Point } = ed25519;
type CurvePoint = InstanceType<typeof Point>;
const { ORDER } = Point.Fn;

/** A public key with a signature, both made so that verifiers which follow different rules differ. */
export interface OddSignature {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly signature: Uint8Array;
}

/** A point of order 8; its multiples are all points of small order. */
const TORSION = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

/** Encodings that no encoder makes, some of them of small points: a coordinate above the modulus, or the sign of a zero. */
const ODD_ENCODINGS = [
  `01${'00'.repeat(30)}80`,
  `ec${'ff'.repeat(31)}`,
  ...Array.from({ length: 19 }, (_, y) => (0xed + y).toString(16)).flatMap((first) => [
    `${first}${'ff'.repeat(30)}7f`,
    `${first}${'ff'.repeat(31)}`,
  ]),
].map((hex) => Buffer.from(hex, 'hex'));

function smallPoint(random: Random): CurvePoint {
  return multiple(TORSION, BigInt(random.below(8)));
}

/** Whether the bytes stand for a point of small order, by arithmetic. */
export function isSmall(encoded: Uint8Array): boolean {
  try {
    return Point.fromBytes(encoded, true).isSmallOrder();
  } catch {
    return false;
  }
}

function multiple(point: CurvePoint, factor: bigint): CurvePoint {
  return factor === 0n ? Point.ZERO : point.multiplyUnsafe(factor);
}

function littleEndian(value: bigint): Uint8Array {
  return fromBigInt(value, 32).toReversed();
}

function readLittleEndian(bytes: Uint8Array): bigint {
  return toBigInt(bytes.toReversed());
}

/** The challenge of RFC 8032, 5.1.7. */
function challenge(r: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return readLittleEndian(digest('sha512', r, publicKey, message)) % ORDER;
}

/** Signatures by keys and with points that have a part of small order, in every encoding. Now and then one verifies. */
export function oddSignature(random: Random, message: Uint8Array): OddSignature {
  const secret = random.chance(0.5) ? randomBigInt(random, ORDER) : 0n;
  const keyPoint = multiple(Point.BASE, secret).add(random.chance(0.6) ? smallPoint(random) : Point.ZERO);
  const publicKey = secret === 0n && random.chance(0.4) ? random.pick(ODD_ENCODINGS) : keyPoint.toBytes();
  const nonce = random.chance(0.8) ? randomBigInt(random, ORDER) : 0n;
  const point = multiple(Point.BASE, nonce).add(random.chance(0.7) ? smallPoint(random) : Point.ZERO);
  const r = nonce === 0n && random.chance(0.4) ? random.pick(ODD_ENCODINGS) : point.toBytes();
  const s = (nonce + challenge(r, publicKey, message) * secret) % ORDER;
  return { publicKey, signature: concat(r, littleEndian(s)) };
}

/** A public key that is most often no point. */
export function randomPublicKey(random: Random): Uint8Array {
  return random.chance(0.3) ? random.pick(ODD_ENCODINGS) : randomBytes(random, 32);
}

/** The same signature with a multiple of the order added to `s`, as often as that fits in 32 bytes. */
export function addOrder(random: Random, signature: Uint8Array): Uint8Array {
  const s = readLittleEndian(signature.subarray(32)) + BigInt(1 + random.below(14)) * ORDER;
  return concat(signature.subarray(0, 32), littleEndian(s));
}
