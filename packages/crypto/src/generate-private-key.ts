import type { EcdsaCurve, SignatureScheme } from './interfaces.ts';
import { createPrivateKey, type PrivateKey } from './load-private-key.ts';
import { normalizePkcs8 } from './private-key-info.ts';
import { defaultScheme, requireScheme } from './schemes.ts';
import type { PublicKeyOptions } from './sslib-public-key.ts';

/** Which key to make. */
export interface GenerateKeyOptions extends PublicKeyOptions {
  /** RSA keys have 3072 bits. */
  readonly type: 'rsa' | 'ecdsa' | 'ed25519';
  /** For ecdsa keys; the scheme follows from it. @defaultValue `'P-256'` */
  readonly curve?: EcdsaCurve | undefined;
}

/**
 * Makes a new key pair.
 *
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` for a scheme that does not go with the type, or that the backend
 * lacks; `ERR_KEY_UNUSABLE` for an ecdsa scheme of another curve.
 */
export async function generatePrivateKey(options: GenerateKeyOptions): Promise<PrivateKey> {
  const { backend, type, curve = 'P-256', ...rest } = options;
  const { scheme = defaultScheme(type, curve) } = rest;
  const resolved = requireScheme(type, scheme);
  const generated: SignatureScheme = resolved.type === 'ecdsa' ? { ...resolved, curve } : resolved;
  const pkcs8 = normalizePkcs8(await backend.generateKey(generated));
  return createPrivateKey(pkcs8, { ...rest, scheme, backend });
}
