import type { SslibPublicKey } from '@intoto/models';

import { type KeySource, readKeySource, type WantedSource } from './key-source.ts';
import { type KeyMaterial, parsePkcs1PublicKey, parseSpki } from './public-key-info.ts';
import { createSslibPublicKey, type PublicKeyOptions } from './sslib-public-key.ts';
import { unexpectedBytes } from './unexpected-bytes.ts';

/** What stands for a public key. */
export const PUBLIC_KEY: WantedSource = {
  description: 'a public key (SubjectPublicKeyInfo or PKCS#1, as PEM or DER)',
  structures: ['spki', 'pkcs1-public'],
};

/**
 * Reads a public key file and puts the key into the form that layouts and verifiers use, with its key id.
 *
 * @param source - PEM as text or bytes, or DER: SubjectPublicKeyInfo or, for RSA, PKCS#1.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT` for bytes that are something else, saying what they look like;
 * `ERR_KEY_UNUSABLE` for a malformed key or one that does not fit `scheme`; `ERR_CRYPTO_UNSUPPORTED` for an algorithm,
 * curve or scheme that in-toto does not have.
 * @example
 * ```ts
 * import { loadPublicKey } from '@intoto/crypto';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const pem = `-----BEGIN PUBLIC KEY-----
 * MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
 * -----END PUBLIC KEY-----
 * `;
 * const key = await loadPublicKey(pem, { backend: nodeBackend });
 * console.log(key.keyType, key.keyId);
 * ```
 */
export async function loadPublicKey(source: Uint8Array | string, options: PublicKeyOptions): Promise<SslibPublicKey> {
  const keySource = await readKeySource(source, PUBLIC_KEY);
  const { structure, pem } = keySource;
  const legacyPem = structure === 'spki' ? pem?.text.replaceAll('\r\n', '\n') : undefined;
  const material = parsePublicKeySource(keySource);
  if (material !== undefined) return createSslibPublicKey(material, options, legacyPem);
  throw (await import('./unexpected-source.ts')).unexpectedSource(keySource, PUBLIC_KEY.description);
}

/**
 * The key in unwrapped bytes.
 * @returns `undefined` where they are none of the structures of {@link PUBLIC_KEY}.
 * @throws {@link CryptoError} as {@link loadPublicKey}.
 */
export function parsePublicKeySource({ structure, der, pem }: KeySource): KeyMaterial | undefined {
  if (structure === 'pkcs1-public') return parsePkcs1PublicKey(der);
  if (structure !== 'spki') return undefined;
  const material = parseSpki(der);
  if (pem?.label === 'RSA PUBLIC KEY' && material.type !== 'rsa')
    throw unexpectedBytes('another key than an RSA key', PUBLIC_KEY.description);
  return material;
}
