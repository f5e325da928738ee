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
  readSmallInteger,
} from './der.ts';
import { coordinateSize, curveOid } from './elliptic-curves.ts';
import type { EcdsaCurve } from './interfaces.ts';
import { encodeOid, OIDS, readOid } from './object-identifiers.ts';
import { assertModulusSize, type KeyMaterial, readCurve, unsupportedAlgorithm } from './public-key-info.ts';

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
  const inner = encodeDer(
    'sequence',
    encodeDerInteger(1),
    encodeDer('octetString', padSecret(expectTag(secret, 'octetString').content, curve)),
  );
  return wrap([encodeOid(OIDS.ecPublicKey), encodeOid(curveOid(curve))], inner);
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
  const { content, encoded } = expectTag(seed, 'octetString');
  if (content.length !== ED25519_SEED_BYTES || rest.length > 0) throw malformed('an Ed25519 key has 32 bytes');
  return wrap([encodeOid(OIDS.ed25519)], encoded);
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
