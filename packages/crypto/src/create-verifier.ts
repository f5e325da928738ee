import type { SslibPublicKey } from '@intoto/models';

import type { CryptoBackend, Verifier } from './interfaces.ts';
import { openKeyMaterial } from './key-material.ts';
import { encodeSpki } from './public-key-info.ts';
import { rememberVerifier } from './remembered-verifiers.ts';

/**
 * Makes a verifier of a public key, with the key's own scheme: for a signer that makes sure of what an agent, a token or
 * a service made for it. Whether metadata is authentic is for `authenticate` to say.
 *
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` for a key type or scheme that this package or the backend lacks,
 * `ERR_KEY_UNUSABLE` for a malformed key and one that is not of its scheme.
 * @example
 * ```ts
 * import { createVerifier, generatePrivateKey } from '@intoto/crypto';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const { publicKey } = await generatePrivateKey({ type: 'ed25519', backend: nodeBackend });
 * const verifier = await createVerifier(publicKey, { backend: nodeBackend });
 * console.log(await verifier.verify(new Uint8Array(), new Uint8Array(64))); // false
 * ```
 */
export function createVerifier(
  publicKey: SslibPublicKey,
  { backend }: { readonly backend: CryptoBackend },
): Promise<Verifier> {
  return rememberVerifier(publicKey, backend, async () => {
    const reading = openKeyMaterial(publicKey);
    if ('unexpected' in reading) throw (await import('./unexpected-source.ts')).unusableSource(reading.unexpected);
    return backend.createVerifier(reading.scheme, encodeSpki(reading.material));
  });
}
