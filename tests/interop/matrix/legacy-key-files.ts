import { createPrivateKey } from 'node:crypto';

import { computeKeyId } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';

import type { KeyPair, KeySource, SignerSource } from '../src/index.ts';

/** Key files of one implementation. */
export interface KeyFiles {
  readonly publicKey: KeySource;
  readonly signer: SignerSource;
}

/** Ed25519 seeds are the last bytes of PKCS#8. */
const SEED_BYTES = 32;

/** The key files that in-toto 2.1 and older made, and 2.3 still reads: PEM for RSA, JSON for the others. */
export async function legacyKeyFiles(pair: KeyPair): Promise<KeyFiles> {
  const { keyType: legacy, scheme } = pair.privateKey.publicKey;
  if (legacy === 'rsa') {
    const pkcs1 = createPrivateKey(pair.privatePem).export({ type: 'pkcs1', format: 'pem' });
    return { publicKey: { text: pair.publicPem, legacy }, signer: { text: pkcs1.toString(), legacy } };
  }
  const text = pair.publicText.trim();
  const seed = pair.privateKey.pkcs8.slice(-SEED_BYTES);
  const secret = legacy === 'ed25519' ? Buffer.from(seed).toString('hex') : pair.privatePem.trim();
  const file = { keytype: legacy, scheme, keyid_hash_algorithms: ['sha256', 'sha512'] };
  // The file of a private key has its id; that of a public key goes without.
  const keyid = await computeKeyId({ keyType: legacy, scheme, public: text }, 'legacy', nodeBackend);
  return {
    publicKey: { text: JSON.stringify({ ...file, keyval: { public: text } }), legacy },
    signer: { text: JSON.stringify({ ...file, keyid, keyval: { public: text, private: secret } }), legacy },
  };
}
