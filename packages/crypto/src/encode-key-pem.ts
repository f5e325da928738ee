import type { SslibPublicKey } from '@intoto/models';

import { encryptPrivateKey } from './encrypted-private-key.ts';
import type { CryptoBackend } from './interfaces.ts';
import { encodePassword, type PrivateKey } from './load-private-key.ts';
import { encodePem } from './pem.ts';
import { encodeWithPublicKey } from './private-key-info.ts';
import { encodeSpki } from './public-key-info.ts';
import { readKeyMaterial } from './read-key-material.ts';

/** How to write a private key. */
export interface EncodePrivateKeyOptions {
  readonly backend: CryptoBackend;
  /** Encrypts the key (PBES2 with PBKDF2-HMAC-SHA-256, 600,000 iterations, and AES-256-CBC). Without it: plain. */
  readonly password?: string | Uint8Array | undefined;
}

/**
 * A private key as PKCS#8 PEM, which OpenSSL and the other in-toto implementations read.
 * @throws {@link CryptoError} `ERR_KEY_UNUSABLE` where the public key beside it cannot be read.
 */
export async function encodePrivateKeyPem(
  privateKey: PrivateKey,
  { backend, password }: EncodePrivateKeyOptions,
): Promise<string> {
  const pkcs8 = encodeWithPublicKey(privateKey.pkcs8, readKeyMaterial(privateKey.publicKey).material);
  if (password === undefined) return encodePem('PRIVATE KEY', pkcs8);
  return encodePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(pkcs8, encodePassword(password), backend));
}

/**
 * A public key as SubjectPublicKeyInfo PEM, which the `--verification-keys` of in-toto tools take.
 * @throws {@link CryptoError} `ERR_KEY_UNUSABLE` for a key whose material cannot be read,
 * `ERR_CRYPTO_UNSUPPORTED` for one of an unknown type.
 */
export function encodePublicKeyPem(publicKey: SslibPublicKey): string {
  return encodePem('PUBLIC KEY', encodeSpki(readKeyMaterial(publicKey).material));
}
