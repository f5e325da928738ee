import { createSigner, type CryptoBackend, generatePrivateKey, keyMaterialId, type Signer } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import { parsePublicKey, type PublicKey, type SslibPublicKey } from '@intoto/models';

import type { Chain } from './rehearsed-chain.ts';

/**
 * Keys that stand for those of a chain: under the same ids, but we have the private halves. What is one key under two
 * ids stays one.
 */
export interface StandIns {
  readonly owner: Signer;
  /** Somebody whose key is in no layout. */
  readonly outsider: Signer;
  /** By the ids of keys in the layouts of the chain. */
  readonly functionaries: ReadonlyMap<string, Signer>;
}

/** Makes keys for everybody in a chain. */
export async function createStandIns(chain: Chain, backend: CryptoBackend): Promise<StandIns> {
  const functionaries = new Map<string, Signer>();
  const byMaterial = new Map<string, Promise<KeyPair>>();
  for (const [keyId, key] of listKeys(chain)) {
    const material = key === undefined ? `certificate:${keyId}` : keyMaterialId(key);
    const pair = byMaterial.get(material) ?? createPair(backend);
    byMaterial.set(material, pair);
    functionaries.set(keyId, await signAs(keyId, await pair, backend));
  }
  const [owner, outsider] = await Promise.all([1, 2].map(() => createPair(backend)));
  if (owner === undefined || outsider === undefined) throw new TypeError('two were made');
  return {
    functionaries,
    owner: await signAs(owner.publicKey.keyId, owner, backend),
    outsider: await signAs(outsider.publicKey.keyId, outsider, backend),
  };
}

type KeyPair = Awaited<ReturnType<typeof generatePrivateKey>>;

function createPair(backend: CryptoBackend): Promise<KeyPair> {
  return generatePrivateKey({ type: 'ecdsa', backend });
}

/** A signer whose public key has the id of another. */
function signAs(keyId: string, { publicKey, pkcs8 }: KeyPair, backend: CryptoBackend): Promise<Signer> {
  const json = createJsonObject([...Object.entries(publicKey.json), ['keyid', keyId]]);
  return createSigner({ publicKey: asSslib(parsePublicKey(json)), pkcs8 }, { backend });
}

function asSslib(key: PublicKey): SslibPublicKey {
  if (key.form === 'sslib') return key;
  throw new TypeError('a key that was generated has another form');
}

/** Every key that may sign; where a certificate makes the signer, there is none but its id. */
function listKeys({ layout, evidence }: Chain): readonly (readonly [string, PublicKey | undefined])[] {
  const signed = evidence.map(({ keyId }) => [keyId, layout.keys.get(keyId)] as const);
  const inner = evidence.flatMap(({ content }) => (content.type === 'chain' ? listKeys(content) : []));
  return [...inner, ...signed, ...layout.keys];
}
