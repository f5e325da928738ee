import { decodeHex, encodeHex } from '@intoto/encoding';

import type { EcdsaCurve } from './interfaces.ts';

/** The curves of FIPS 186-5 over which keys may lie, as `y² = x³ - 3x + b` modulo `p`. */
interface CurveParameters {
  readonly oid: string;
  /** Bytes of one coordinate, and of a private key. */
  readonly size: number;
  readonly p: bigint;
  readonly b: bigint;
}

const CURVES: Readonly<Record<EcdsaCurve, CurveParameters>> = {
  'P-256': {
    oid: '1.2.840.10045.3.1.7',
    size: 32,
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8_aa3a93e7_b3ebbd55_769886bc_651d06b0_cc53b0f6_3bce3c3e_27d2604bn,
  },
  'P-384': {
    oid: '1.3.132.0.34',
    size: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7_e23ee7e4_988e056b_e3f82d19_181d9c6e_fe814112_0314088f_5013875a_c656398d_8a2ed19d_2a85c8ed_d3ec2aefn,
  },
  'P-521': {
    oid: '1.3.132.0.35',
    size: 66,
    p: 2n ** 521n - 1n,
    b: 0x51_953eb961_8e1c9a1f_929a21a0_b68540ee_a2da725b_99b315f3_b8b48991_8ef109e1_56193951_ec7e937b_1652c0bd_3bb1bf07_3573df88_3d2c34f1_ef451fd4_6b503f00n,
  },
};

const NAMES = Object.keys(CURVES) as readonly EcdsaCurve[];

/** The curve of an object identifier, `undefined` for one that in-toto has no scheme for. */
export function curveByOid(oid: string): EcdsaCurve | undefined {
  return NAMES.find((curve) => CURVES[curve].oid === oid);
}

/** The object identifier of a curve. */
export function curveOid(curve: EcdsaCurve): string {
  return CURVES[curve].oid;
}

/** Bytes of one coordinate of a curve's points. */
export function coordinateSize(curve: EcdsaCurve): number {
  return CURVES[curve].size;
}

/**
 * A point in uncompressed form from any form of SEC 1, section 2.3.3: key ids cover the uncompressed one.
 * Whether an uncompressed point lies on the curve is left to the backend.
 * @returns `undefined` for bytes that are no point.
 */
export function uncompressPoint(curve: EcdsaCurve, point: Uint8Array): Uint8Array | undefined {
  const { size, p, b } = CURVES[curve];
  const [form = 0] = point;
  const coordinates = point.subarray(1);
  if (coordinates.length === 2 * size) {
    const hybrid = (form & ~1) === 0x06 && ((coordinates.at(-1) ?? 0) & 1) === (form & 1);
    return form === 0x04 || hybrid ? Uint8Array.from([0x04, ...coordinates]) : undefined;
  }
  if ((form & ~1) !== 0x02 || coordinates.length !== size) return undefined;
  const x = BigInt(`0x${encodeHex(coordinates)}`);
  if (x >= p) return undefined;
  const square = ((x * x - 3n) * x + b) % p;
  // A square root, because p leaves 3 when divided by 4.
  const root = power(square, (p + 1n) / 4n, p);
  if ((root * root) % p !== square) return undefined;
  const y = Number(root & 1n) === (form & 1) ? root : p - root;
  return Uint8Array.from([0x04, ...coordinates, ...decodeHex(y.toString(16).padStart(2 * size, '0'))]);
}

/** Public values only: this takes longer for some numbers than for others. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
