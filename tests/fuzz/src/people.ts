import { createSigner, loadPrivateKey, type Signer } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';

import keyFiles from './key-files.json' with { type: 'json' };

/** DER of a PKCS#8 Ed25519 key, up to its 32 bytes. */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key that its name determines: signatures by it are always the same. */
async function createPerson(name: string): Promise<Signer> {
  const seed = Buffer.alloc(32, name);
  return createSigner(await loadPrivateKey(Buffer.concat([ED25519_PREFIX, seed]), { backend }), { backend });
}

async function createRsaPerson(): Promise<Signer> {
  const key = await loadPrivateKey(keyFiles.files['rsa.pkcs8'], { backend, scheme: 'rsa-pkcs1v15-sha256' });
  return createSigner(key, { backend });
}

/** Owns the project and signs its layout. */
export const owner: Signer = await createPerson('owner');
/** Functionaries. */
export const alice: Signer = await createPerson('alice');
export const dana: Signer = await createPerson('dana');
export const bob: Signer = await createRsaPerson();

/** Everybody whose signature can be made here. */
export const PEOPLE: readonly Signer[] = [owner, alice, bob, dana];

/** The id of a person's key. */
export function idOf(signer: Signer): string {
  return signer.publicKey.keyId;
}
