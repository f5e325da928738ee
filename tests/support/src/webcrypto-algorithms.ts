import type { DigestAlgorithm, EcdsaCurve, SignatureScheme } from '@intoto/crypto';
import { CryptoError } from '@intoto/crypto';

/** Bytes of one coordinate. */
export const COORDINATE_BYTES: Readonly<Record<EcdsaCurve, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

const HASHES: Readonly<Record<'sha1' | DigestAlgorithm, string | undefined>> = {
  sha1: 'SHA-1',
  sha224: undefined,
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** WebCrypto's name of a hash; it has no SHA-224. */
export function hashName(algorithm: 'sha1' | DigestAlgorithm): string {
  return HASHES[algorithm] ?? unsupported(algorithm);
}

/** Parameters of `importKey` and `generateKey` for a scheme. */
export function keyAlgorithm(scheme: SignatureScheme): RsaHashedImportParams | EcKeyImportParams | Algorithm {
  switch (scheme.type) {
    case 'rsa':
      return { name: scheme.padding === 'pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: hashName(scheme.hash) };
    case 'ecdsa':
      return { name: 'ECDSA', namedCurve: scheme.curve };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return scheme satisfies never;
  }
}

/** Parameters of `sign` and `verify` for a scheme. */
export function signatureAlgorithm(
  scheme: SignatureScheme,
  saltLength: number,
): RsaPssParams | EcdsaParams | Algorithm {
  switch (scheme.type) {
    case 'rsa':
      return scheme.padding === 'pss' ? { name: 'RSA-PSS', saltLength } : { name: 'RSASSA-PKCS1-v1_5' };
    case 'ecdsa':
      return { name: 'ECDSA', hash: hashName(scheme.hash) };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return scheme satisfies never;
  }
}

/** Refuses what WebCrypto cannot do. */
export function unsupported(what: string): never {
  throw new CryptoError(`The WebCrypto test backend has no ${what}`, { code: 'ERR_CRYPTO_UNSUPPORTED' });
}
