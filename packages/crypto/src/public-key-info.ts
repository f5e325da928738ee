import { CryptoError } from './crypto-error.ts';
import {
  type DerElement,
  encodeDer,
  encodeDerBitString,
  encodeDerInteger,
  expectTag,
  readBitString,
  readDerElements,
  readDerSequence,
  readPositiveInteger,
} from './der.ts';
import { curveByOid, curveOid, uncompressPoint } from './elliptic-curves.ts';
import type { EcdsaCurve, SignatureScheme } from './interfaces.ts';
import { describeOid, encodeOid, OIDS, readOid } from './object-identifiers.ts';

/** What a public key consists of, whatever it was wrapped in. Nothing says that it is usable. */
export type KeyMaterial =
  | {
      readonly type: 'rsa';
      /** Digits without leading zeros, as is the exponent. */
      readonly modulus: Uint8Array;
      readonly exponent: Uint8Array;
    }
  | {
      readonly type: 'ecdsa';
      readonly curve: EcdsaCurve;
      /** Uncompressed: 4, x, y. */
      readonly point: Uint8Array;
    }
  | {
      readonly type: 'ed25519';
      /** 32 bytes. */
      readonly point: Uint8Array;
    };

/** Verification time grows with the square of the length and more; OpenSSL verifies with no longer ones. */
const MAX_MODULUS_BITS = 16_384;

const ED25519_BYTES = 32;

/**
 * Reads a SubjectPublicKeyInfo (RFC 5280, 3279, 5480, 8410).
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parseSpki(spki: Uint8Array): KeyMaterial {
  const [algorithm, key, ...rest] = readDerSequence(spki);
  if (rest.length > 0) throw unusable('The public key has more parts than its format allows');
  const [oidElement, parameters, ...others] = readDerElements(expectTag(algorithm, 'sequence').content);
  const oid = readOid(oidElement);
  const bits = readBitString(key);
  if (others.length > 0) throw unusable('The public key has more parameters than its format allows');
  switch (oid) {
    case OIDS.rsaEncryption:
      if (parameters !== undefined) expectTag(parameters, 'null');
      return parsePkcs1PublicKey(bits);
    case OIDS.rsassaPss:
      if (parameters !== undefined) throw unusable('The RSA key is restricted to certain PSS parameters');
      return parsePkcs1PublicKey(bits);
    case OIDS.ecPublicKey:
      return parseEcdsaPoint(readCurve(parameters), bits);
    case OIDS.ed25519:
      if (parameters !== undefined) throw unusable('The Ed25519 key has parameters');
      return parseEd25519Point(bits);
    default:
      throw unsupportedAlgorithm(oid);
  }
}

/**
 * Reads an RSAPublicKey (RFC 8017, A.1.1).
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`.
 */
export function parsePkcs1PublicKey(bytes: Uint8Array): KeyMaterial {
  const [modulusElement, exponentElement, ...rest] = readDerSequence(bytes);
  if (rest.length > 0) throw unusable('The RSA public key has more than a modulus and an exponent');
  const modulus = readPositiveInteger(modulusElement);
  const exponent = readPositiveInteger(exponentElement);
  assertModulusSize(modulus);
  const odd = ((exponent.at(-1) ?? 0) & 1) === 1;
  if (!odd || (exponent.length === 1 && exponent[0] === 1) || exponent.length > modulus.length)
    throw unusable('The RSA public exponent is not an odd number from 3 to the modulus');
  return { type: 'rsa', modulus, exponent };
}

/** @throws {@link CryptoError} `ERR_KEY_UNUSABLE` for an RSA modulus that would take too long. */
export function assertModulusSize(modulus: Uint8Array): void {
  const bits = modulus.length * 8;
  if (bits > MAX_MODULUS_BITS)
    throw new CryptoError(`The RSA key has about ${bits} bits; at most ${MAX_MODULUS_BITS} are allowed`, {
      code: 'ERR_KEY_UNUSABLE',
      details: { bits, limit: MAX_MODULUS_BITS },
    });
}

/** @throws {@link CryptoError} `ERR_KEY_UNUSABLE` for any other length than 32 bytes. */
export function parseEd25519Point(point: Uint8Array): KeyMaterial {
  if (point.length !== ED25519_BYTES)
    throw unusable(`An Ed25519 public key has ${ED25519_BYTES} bytes, this one has ${point.length}`);
  return { type: 'ed25519', point };
}

/**
 * The curve that the parameters of an elliptic curve key name.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function readCurve(parameters: DerElement | undefined): EcdsaCurve {
  if (parameters?.tag === 0x30)
    throw new CryptoError('The key spells its elliptic curve out instead of naming it', {
      code: 'ERR_CRYPTO_UNSUPPORTED',
    });
  const oid = readOid(parameters);
  const curve = curveByOid(oid);
  if (curve !== undefined) return curve;
  throw new CryptoError(`The key lies on a curve that in-toto has no scheme for: ${describeOid(oid)}`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { oid },
  });
}

/** The DER SubjectPublicKeyInfo of a key, in the one form that OpenSSL writes too. */
export function encodeSpki(material: KeyMaterial): Uint8Array<ArrayBuffer> {
  switch (material.type) {
    case 'rsa': {
      const key = encodeDer('sequence', encodeDerInteger(material.modulus), encodeDerInteger(material.exponent));
      return encodeInfo([encodeOid(OIDS.rsaEncryption), encodeDer('null')], key);
    }
    case 'ecdsa':
      return encodeInfo([encodeOid(OIDS.ecPublicKey), encodeOid(curveOid(material.curve))], material.point);
    case 'ed25519':
      return encodeInfo([encodeOid(OIDS.ed25519)], material.point);
    default:
      return material satisfies never;
  }
}

/** Whether a key is of the type, and on the curve, that a scheme is made for. */
export function fitsScheme(material: KeyMaterial, scheme: SignatureScheme): boolean {
  return (
    material.type === scheme.type &&
    (material.type !== 'ecdsa' || scheme.type !== 'ecdsa' || material.curve === scheme.curve)
  );
}

/** A key of an algorithm that has no scheme here. */
export function unsupportedAlgorithm(oid: string): CryptoError {
  return new CryptoError(`The key is of an algorithm that in-toto has no scheme for: ${describeOid(oid)}`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { oid },
  });
}

function parseEcdsaPoint(curve: EcdsaCurve, bits: Uint8Array): KeyMaterial {
  const point = uncompressPoint(curve, bits);
  if (point === undefined) throw unusable(`The public key is not a point on ${curve}`);
  return { type: 'ecdsa', curve, point };
}

function encodeInfo(algorithm: readonly Uint8Array[], key: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeDer('sequence', encodeDer('sequence', ...algorithm), encodeDerBitString(key));
}

function unusable(message: string): CryptoError {
  return new CryptoError(message, { code: 'ERR_KEY_UNUSABLE' });
}
