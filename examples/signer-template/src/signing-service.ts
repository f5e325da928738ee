import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import { ServiceError } from './service-error.ts';

/** What a signing service can do. A real one is asked over the network: bound the time and the size of its answers. */
export interface SigningService {
  /** @returns the public key as PEM */
  getPublicKey(name: string): Promise<string>;
  /** @returns the signature in the scheme's own encoding: for ECDSA in DER, for RSA and Ed25519 the raw bytes */
  sign(name: string, data: Uint8Array): Promise<Uint8Array>;
}

/** Stands for the real service, in this process. Replace it by its client. */
export function createLocalService(names: readonly string[]): SigningService {
  const keys = new Map(names.map((name) => [name, generateKeyPairSync('ec', { namedCurve: 'P-256' })]));
  const find = (name: string): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } => {
    const found = keys.get(name);
    if (found !== undefined) return found;
    throw new ServiceError(`The service has no key ${JSON.stringify(name)}.`, {
      code: 'ERR_SERVICE_KEY_NOT_FOUND',
      details: { name },
    });
  };
  return {
    getPublicKey: async (name) => find(name).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: async (name, data) => sign('sha256', data, find(name).privateKey),
  };
}
