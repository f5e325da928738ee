/**
 * A signer written from scratch: all that in-toto asks for is a public key and a function that signs bytes.
 * This one stands for a signing service; its private key never leaves it.
 */
import { generateKeyPairSync, sign as signBytes } from 'node:crypto';

import {
  authenticate,
  createLink,
  createMetablock,
  encodeLink,
  loadPublicKey,
  nodeBackend,
  parseLink,
  type Signer,
  signMetadata,
} from '@intoto/node';

function createSigningService(): { publicKeyPem: string; sign(data: Uint8Array): Promise<Uint8Array> } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: async (data) => signBytes(null, data, privateKey),
  };
}

const service = createSigningService();
const signer: Signer = {
  publicKey: await loadPublicKey(service.publicKeyPem, { backend: nodeBackend }),
  sign: (data) => service.sign(data),
};

const link = createLink({ name: 'review', command: ['approve'] });
const signed = await signMetadata(createMetablock(encodeLink(link)), signer);
const result = await authenticate(signed, {
  keys: [signer.publicKey],
  threshold: 1,
  backend: nodeBackend,
  parse: parseLink,
});
console.log(result.ok ? `verified: ${result.payload.name} by ${signer.publicKey.keyId}` : 'not verified');
process.exitCode = result.ok ? 0 : 1;
