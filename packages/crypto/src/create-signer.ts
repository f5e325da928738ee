import { createVerifier } from './create-verifier.ts';
import { CryptoError } from './crypto-error.ts';
import type { CryptoBackend, Signer } from './interfaces.ts';
import type { PrivateKey } from './load-private-key.ts';
import { readKeyMaterial } from './read-key-material.ts';

/** Neither canonical JSON nor a pre-authentication encoding, so that its signature is good for nothing. */
const TRIAL = Uint8Array.of(0);

/**
 * Makes a signer of a private key in memory.
 *
 * @throws {@link CryptoError} `ERR_KEY_UNUSABLE` for a damaged private key, and for a public key that does not belong to
 * it or does not fit its scheme; `ERR_CRYPTO_UNSUPPORTED` for a scheme that this package or the backend lacks.
 * @example
 * ```ts
 * import { createSigner, generatePrivateKey } from '@intoto/crypto';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const privateKey = await generatePrivateKey({ type: 'ed25519', backend: nodeBackend });
 * const signer = await createSigner(privateKey, { backend: nodeBackend });
 * const signature = await signer.sign(new TextEncoder().encode('hello'));
 * console.log(signature.length);
 * ```
 */
export async function createSigner(
  { publicKey, pkcs8 }: PrivateKey,
  { backend }: { readonly backend: CryptoBackend },
): Promise<Signer> {
  const sign = await backend.createSign(readKeyMaterial(publicKey).scheme, pkcs8);
  const verifier = await createVerifier(publicKey, { backend });
  // Not every backend notices a damaged private key, and nobody else notices before the signature is needed.
  if (!(await verifier.verify(TRIAL, await sign(TRIAL))))
    throw new CryptoError(`The private key does not belong to the public key ${publicKey.keyId}, or is damaged`, {
      code: 'ERR_KEY_UNUSABLE',
      details: { keyId: publicKey.keyId },
    });
  return { publicKey, sign };
}
