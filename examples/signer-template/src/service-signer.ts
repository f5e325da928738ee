import { createVerifier, type CryptoBackend, loadPublicKey, type Signer } from '@intoto/crypto';

import { ServiceError } from './service-error.ts';
import type { SigningService } from './signing-service.ts';

/** How a signer for the service is made. */
export interface ServiceSignerOptions {
  /** The name of the key at the service. */
  readonly key: string;
  /** Computes key ids and checks what the service returns. */
  readonly backend: CryptoBackend;
}

/**
 * Signs with a key that the service holds, and that never leaves it.
 *
 * @throws {@link ServiceError}; `CryptoError` for a key that in-toto has no scheme for
 */
export async function createServiceSigner(service: SigningService, options: ServiceSignerOptions): Promise<Signer> {
  const { key, backend } = options;
  const publicKey = await loadPublicKey(await service.getPublicKey(key), { backend });
  const verifier = await createVerifier(publicKey, { backend });
  return {
    publicKey,
    async sign(data) {
      // What counts is what the caller has now: a copy, before anything is awaited. The `slice` of a Buffer is none.
      const bytes = Uint8Array.from(data);
      const signature = await service.sign(key, bytes);
      if (await verifier.verify(bytes, signature)) return signature;
      throw new ServiceError(`What the service returned is no signature by its key ${key}.`, {
        code: 'ERR_SERVICE_SIGNATURE',
        details: { key },
      });
    },
  };
}
