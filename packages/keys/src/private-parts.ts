import type { EcdsaCurve } from '@intoto/crypto';
import {
  assertModulusSize,
  coordinateSize,
  curveOid,
  encodeDer,
  encodeDerInteger,
  encodeOid,
  expectTag,
  normalizePkcs8,
  OIDS,
  readDerElements,
  readDerSequence,
  readOid,
  readPositiveInteger,
  wrapPkcs1,
  wrapSec1,
} from '@intoto/crypto/key-parts';

import { unusable } from './failures.ts';

/** The numbers of an RSA key of two primes (RFC 8017, A.1.2): digits, most significant first. */
export interface RsaPrivateParts {
  readonly type: 'rsa';
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly d: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly dp: Uint8Array;
  readonly dq: Uint8Array;
  readonly qi: Uint8Array;
}

/** What a private key consists of, whatever it was wrapped in. */
export type PrivateParts =
  | RsaPrivateParts
  | { readonly type: 'ecdsa'; readonly curve: EcdsaCurve; readonly secret: Uint8Array }
  | { readonly type: 'ed25519'; readonly seed: Uint8Array };

const RSA_MEMBERS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
const CURVES: readonly EcdsaCurve[] = ['P-256', 'P-384', 'P-521'];

/**
 * The DER PrivateKeyInfo of a key, as `PrivateKey.pkcs8` holds it.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE` for numbers that cannot be those of a key.
 */
export function encodePrivateParts(parts: PrivateParts): Uint8Array<ArrayBuffer> {
  switch (parts.type) {
    case 'rsa': {
      const numbers = RSA_MEMBERS.map((name) => encodeDerInteger(stripZeros(parts[name])));
      return wrapPkcs1(encodeDer('sequence', encodeDerInteger(0), ...numbers));
    }
    case 'ecdsa': {
      const secret = encodeDer('octetString', padSecret(parts.secret, coordinateSize(parts.curve)));
      const [curve] = readDerElements(encodeOid(curveOid(parts.curve)));
      return wrapSec1(encodeDer('sequence', encodeDerInteger(1), secret), curve);
    }
    case 'ed25519': {
      const algorithm = encodeDer('sequence', encodeOid(OIDS.ed25519));
      const key = encodeDer('octetString', encodeDer('octetString', parts.seed));
      return normalizePkcs8(encodeDer('sequence', encodeDerInteger(0), algorithm, key));
    }
    default:
      return parts satisfies never;
  }
}

/** The inverse of {@link encodePrivateParts}, for `PrivateKey.pkcs8`. */
export function readPrivateParts(pkcs8: Uint8Array): PrivateParts {
  const [, algorithm, key] = readDerSequence(normalizePkcs8(pkcs8));
  const [oid, parameters] = readDerElements(expectTag(algorithm, 'sequence').content);
  const { content } = expectTag(key, 'octetString');
  switch (readOid(oid)) {
    case OIDS.rsaEncryption:
      return readRsaParts(content);
    case OIDS.ecPublicKey: {
      const curve = CURVES.find((name) => curveOid(name) === readOid(parameters));
      const [, secret] = readDerSequence(content);
      if (curve === undefined) throw unusable('The private key lies on an unknown curve');
      return { type: 'ecdsa', curve, secret: expectTag(secret, 'octetString').content };
    }
    default:
      return { type: 'ed25519', seed: expectTag(readDerElements(content)[0], 'octetString').content };
  }
}

function readRsaParts(pkcs1: Uint8Array): RsaPrivateParts {
  const [n, e, d, p, q, dp, dq, qi] = readDerSequence(pkcs1).slice(1).map(readPositiveInteger) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return { type: 'rsa', n, e, d, p, q, dp, dq, qi };
}

/**
 * Completes an RSA key of a format that leaves out what can be computed. Takes longer for some keys than for others, which
 * only those learn who can measure the loading of a key file.
 * @throws CryptoError `ERR_KEY_UNUSABLE` for numbers that cannot be those of a key.
 */
export function completeRsaParts(parts: Omit<RsaPrivateParts, 'dp' | 'dq'>): RsaPrivateParts {
  for (const name of ['n', 'e', 'd', 'p', 'q', 'qi'] as const) assertModulusSize(parts[name]);
  const d = toBigInt(parts.d);
  const [p, q] = [toBigInt(parts.p), toBigInt(parts.q)];
  if (p < 3n || q < 3n) throw unusable('The RSA key has primes that are none');
  return { ...parts, dp: toDigits(d % (p - 1n)), dq: toDigits(d % (q - 1n)) };
}

function padSecret(secret: Uint8Array, size: number): Uint8Array {
  const digits = stripZeros(secret);
  if (digits.length > size) throw unusable(`The private key is longer than the ${size} bytes of its curve`);
  const padded = new Uint8Array(size);
  padded.set(digits, size - digits.length);
  return padded;
}

function stripZeros(digits: Uint8Array): Uint8Array {
  const start = digits.findIndex((digit) => digit !== 0);
  return start === -1 ? Uint8Array.of(0) : digits.subarray(start);
}

function toBigInt(digits: Uint8Array): bigint {
  let hex = '0x0';
  for (const digit of digits) hex += digit.toString(16).padStart(2, '0');
  return BigInt(hex);
}

function toDigits(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Uint8Array.from({ length: even.length / 2 }, (_, index) =>
    Number(`0x${even.slice(2 * index, 2 * index + 2)}`),
  );
}
