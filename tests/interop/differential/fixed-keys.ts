import { createHash } from 'node:crypto';

import { createSigner, encodePublicKeyPem, loadPrivateKey, type PrivateKey, type Signer } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import type { SslibPublicKey } from '@intoto/models';

/** An Ed25519 key pair: its signatures are the same in every run, so that whole files can be compared. */
export interface FixedKey {
  readonly privateKey: PrivateKey;
  readonly signer: Signer;
  /** PKCS#8. */
  readonly privatePem: string;
  /** SubjectPublicKeyInfo. */
  readonly publicPem: string;
}

/** The material as it stands in `keyval.public`. */
export function publicText({ keyVal }: SslibPublicKey): string {
  const text = keyVal['public'];
  if (typeof text !== 'string') throw new TypeError('the key has no public text');
  return text;
}

/** RFC 8410: what precedes the 32 bytes of the key in PKCS#8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key pair whose private key is the SHA-256 digest of a name. No secret. */
export async function makeFixedKey(name: string): Promise<FixedKey> {
  const der = Buffer.concat([PKCS8_PREFIX, createHash('sha256').update(name).digest()]);
  const privatePem = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
  const privateKey = await loadPrivateKey(privatePem, { backend: nodeBackend });
  const signer = await createSigner(privateKey, { backend: nodeBackend });
  return { privateKey, signer, privatePem, publicPem: encodePublicKeyPem(privateKey.publicKey) };
}
