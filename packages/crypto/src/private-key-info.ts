import { CryptoError } from './crypto-error.ts';
import {
  type DerElement,
  encodeDer,
  encodeDerBitString,
  encodeDerInteger,
  expectTag,
  readDerElements,
  readDerSequence,
  readPositiveInteger,
} from './der.ts';
import { coordinateSize, curveOid } from './elliptic-curves.ts';
import type { EcdsaCurve } from './interfaces.ts';
import { encodeOid, OIDS, readOid } from './object-identifiers.ts';
import { assertModulusSize, type KeyMaterial, readCurve, unsupportedAlgorithm } from './public-key-info.ts';
import { readSmallInteger } from './small-integer.ts';

const ED25519_SEED_BYTES = 32;
/** Version, modulus, two exponents, two primes, two reduced exponents, a coefficient (RFC 8017, A.1.2). */
const RSA_PARTS = 9;

/**
 * Reads a PrivateKeyInfo (RFC 5208) or OneAsymmetricKey (RFC 5958) and writes it anew without attributes and without
 * copies of the public key, which could contradict the private one.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function normalizePkcs8(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  const [version, algorithm, key] = readDerSequence(pkcs8);
  if (readSmallInteger(version) > 1) throw malformed('unknown version');
  const [oidElement, parameters] = readDerElements(expectTag(algorithm, 'sequence').content);
  const oid = readOid(oidElement);
  const { content } = expectTag(key, 'octetString');
  switch (oid) {
    case OIDS.rsaEncryption:
    case OIDS.rsassaPss:
      return wrapPkcs1(content);
    case OIDS.ecPublicKey:
      return wrapSec1(content, parameters);
    case OIDS.ed25519:
      return wrapEd25519(content);
    default:
      throw unsupportedAlgorithm(oid);
  }
}

/**
 * Wraps an RSAPrivateKey (RFC 8017, A.1.2) into a PrivateKeyInfo.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`.
 */
export function wrapPkcs1(rsaPrivateKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = readDerSequence(rsaPrivateKey);
  const [version, modulus, ...rest] = parts;
  if (readSmallInteger(version) !== 0 || parts.length !== RSA_PARTS) throw malformed('not an RSA key of two primes');
  for (const part of rest) readPositiveInteger(part);
  assertModulusSize(readPositiveInteger(modulus));
  return wrap([encodeOid(OIDS.rsaEncryption), encodeDer('null')], rsaPrivateKey);
}

/**
 * Wraps an ECPrivateKey (RFC 5915) into a PrivateKeyInfo.
 * @param parameters - the curve, where it stands outside of the ECPrivateKey.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function wrapSec1(ecPrivateKey: Uint8Array, parameters?: DerElement): Uint8Array<ArrayBuffer> {
  const [version, secret, ...optional] = readDerSequence(ecPrivateKey);
  if (readSmallInteger(version) !== 1) throw malformed('unknown version');
  const curve = readCurve(parameters ?? innerParameters(optional));
  return encodePrivateKeyInfo({
    type: 'ecdsa',
    curve,
    secret: padSecret(expectTag(secret, 'octetString').content, curve),
  });
}

/** What a private key without an RSA modulus consists of: for backends whose libraries take it bare. */
export type PrivateKeyParts =
  | {
      readonly type: 'ecdsa';
      readonly curve: EcdsaCurve;
      /** As long as a coordinate. */
      readonly secret: Uint8Array;
    }
  | {
      readonly type: 'ed25519';
      /** The 32 bytes of RFC 8032, section 5.1.5. */
      readonly secret: Uint8Array;
    }
  | { readonly type: 'rsa' };

/**
 * Takes a PrivateKeyInfo apart.
 * @throws {@link CryptoError} `ERR_KEY_UNUSABLE` for anything that is none.
 */
export function readPrivateKeyInfo(pkcs8: Uint8Array): PrivateKeyParts {
  try {
    const [, algorithm, key] = readDerSequence(normalizePkcs8(pkcs8));
    const [oid, parameters] = readDerElements(expectTag(algorithm, 'sequence').content);
    const { content } = expectTag(key, 'octetString');
    if (readOid(oid) === OIDS.rsaEncryption) return { type: 'rsa' };
    if (readOid(oid) === OIDS.ed25519)
      return { type: 'ed25519', secret: expectTag(readDerElements(content)[0], 'octetString').content };
    const [, secret] = readDerSequence(content);
    return { type: 'ecdsa', curve: readCurve(parameters), secret: expectTag(secret, 'octetString').content };
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause;
    throw new CryptoError(cause.message, { code: 'ERR_KEY_UNUSABLE', cause });
  }
}

/** The inverse of {@link readPrivateKeyInfo}. */
export function encodePrivateKeyInfo(parts: Exclude<PrivateKeyParts, { type: 'rsa' }>): Uint8Array<ArrayBuffer> {
  const secret = encodeDer('octetString', parts.secret);
  if (parts.type === 'ed25519') return wrap([encodeOid(OIDS.ed25519)], secret);
  const inner = encodeDer('sequence', encodeDerInteger(1), secret);
  return wrap([encodeOid(OIDS.ecPublicKey), encodeOid(curveOid(parts.curve))], inner);
}

/**
 * A PrivateKeyInfo as {@link normalizePkcs8} makes it, for a file: an elliptic curve key gets its public key beside it, as
 * RFC 5915 recommends and as some readers demand.
 * @param material - the public key.
 */
export function encodeWithPublicKey(pkcs8: Uint8Array, material: KeyMaterial): Uint8Array<ArrayBuffer> {
  if (material.type !== 'ecdsa') return new Uint8Array(pkcs8);
  const [, , key] = readDerSequence(pkcs8);
  const parts = readDerSequence(expectTag(key, 'octetString').content).map(({ encoded }) => encoded);
  const publicKey = encodeDer('context1', encodeDerBitString(material.point));
  const inner = encodeDer('sequence', ...parts, publicKey);
  return wrap([encodeOid(OIDS.ecPublicKey), encodeOid(curveOid(material.curve))], inner);
}

function wrapEd25519(key: Uint8Array): Uint8Array<ArrayBuffer> {
  const [seed, ...rest] = readDerElements(key);
  const { content: secret } = expectTag(seed, 'octetString');
  if (secret.length !== ED25519_SEED_BYTES || rest.length > 0) throw malformed('an Ed25519 key has 32 bytes');
  return encodePrivateKeyInfo({ type: 'ed25519', secret });
}

function innerParameters(optional: readonly DerElement[]): DerElement | undefined {
  const tagged = optional.find(({ tag }) => tag === 0xa0);
  if (tagged === undefined) throw malformed('the curve is not named');
  return readDerElements(tagged.content)[0];
}

/** Some writers leave leading zeros out, which not every backend accepts. */
function padSecret(secret: Uint8Array, curve: EcdsaCurve): Uint8Array {
  const size = coordinateSize(curve);
  if (secret.length === 0 || secret.length > size) throw malformed(`a key on ${curve} has ${size} bytes`);
  const padded = new Uint8Array(size);
  padded.set(secret, size - secret.length);
  return padded;
}

function wrap(algorithm: readonly Uint8Array[], key: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeDer('sequence', encodeDerInteger(0), encodeDer('sequence', ...algorithm), encodeDer('octetString', key));
}

function malformed(reason: string): CryptoError {
  return new CryptoError(`The private key is malformed: ${reason}`, { code: 'ERR_KEY_FORMAT', details: { reason } });
}
