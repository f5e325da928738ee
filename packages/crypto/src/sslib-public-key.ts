import { createJsonObject, encodeHex, type JsonObject } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { CryptoError } from './crypto-error.ts';
import type { CryptoBackend, EcdsaCurve } from './interfaces.ts';
import { computeKeyId, keyMembers, type KeyIdStyle } from './key-id.ts';
import { encodePem } from './pem.ts';
import { encodeSpki, fitsScheme, type KeyMaterial } from './public-key-info.ts';
import { defaultScheme, requireScheme } from './schemes.ts';

/** What decides, besides the key itself, how it stands in metadata. */
export interface PublicKeyOptions {
  readonly backend: CryptoBackend;
  /** @defaultValue `rsassa-pss-sha256`, `ed25519`, or `ecdsa-sha2-nistp…` by the curve */
  readonly scheme?: string | undefined;
  /** @defaultValue `'current'` */
  readonly keyId?: KeyIdStyle | undefined;
}

/**
 * Puts a key into the form of securesystemslib.
 * @param legacyPem - the PEM as it was found; the legacy style keeps it, the current one writes its own.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED`, `ERR_KEY_UNUSABLE`.
 */
export async function createSslibPublicKey(
  material: KeyMaterial,
  { backend, scheme = defaultScheme(material.type, curveOf(material)), keyId: style = 'current' }: PublicKeyOptions,
  legacyPem?: string,
): Promise<SslibPublicKey> {
  assertScheme(material, scheme);
  const input = { keyType: material.type, scheme, public: publicText(material, style, legacyPem) };
  const keyId = await computeKeyId(input, style, backend);
  const members = keyMembers(input, style);
  return {
    form: 'sslib',
    keyId,
    keyType: input.keyType,
    scheme,
    keyVal: members['keyval'] as JsonObject,
    json: createJsonObject([...Object.entries(members), ['keyid', keyId]]),
  };
}

function curveOf(material: KeyMaterial): EcdsaCurve | undefined {
  return material.type === 'ecdsa' ? material.curve : undefined;
}

function assertScheme(material: KeyMaterial, scheme: string): void {
  const resolved = requireScheme(material.type, scheme);
  if (!fitsScheme(material, resolved))
    throw new CryptoError(`The key lies on another curve than the scheme "${scheme}" is for`, {
      code: 'ERR_KEY_UNUSABLE',
      details: { keyType: material.type, scheme },
    });
}

function publicText(material: KeyMaterial, style: KeyIdStyle, legacyPem: string | undefined): string {
  if (material.type === 'ed25519') return encodeHex(material.point);
  const pem = encodePem('PUBLIC KEY', encodeSpki(material));
  return style === 'current' ? pem : (legacyPem ?? pem.trimEnd());
}
