import { expectTag, type KeyMaterial, parseSpki, readDerElements } from '@intoto/crypto/key-parts';

const VERSION_TAG = 0xa0;
/** Serial number, signature algorithm, issuer, validity and subject come first (RFC 5280, 4.1). */
const PARTS_BEFORE_KEY = 5;

/**
 * The public key that an X.509 certificate holds. Nothing else in it is looked at: not its dates, its issuer, its signature
 * or its purposes. Whoever passes a certificate as a key vouches for the key, as with every other key file.
 *
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parseCertificateKey(der: Uint8Array): KeyMaterial {
  // OpenSSL's trusted certificates have more after the certificate itself.
  const [certificate] = readDerElements(der);
  const [signed] = readDerElements(expectTag(certificate, 'sequence').content);
  const parts = readDerElements(expectTag(signed, 'sequence').content);
  const first = parts[0]?.tag === VERSION_TAG ? 1 : 0;
  return parseSpki(expectTag(parts[first + PARTS_BEFORE_KEY], 'sequence').encoded);
}
