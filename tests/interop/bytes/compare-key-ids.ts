import { generateKeyPairSync } from 'node:crypto';

import { type KeyIdStyle, loadPublicKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';

import { publicText } from '../differential/fixed-keys.ts';
import type { Peer, PythonOperations } from '../src/index.ts';

export interface KeyIdComparison {
  readonly keyIds: number;
  /** As JSON texts, with the public key. */
  readonly differences: readonly string[];
}

const EC_CURVES = ['P-256', 'P-384', 'P-521'];
const RSA_BITS = [1024, 2048, 3072, 4096];
const RSA_SCHEMES = ['rsassa-pss', 'rsa-pkcs1v15'].flatMap((family) =>
  ['sha224', 'sha256', 'sha384', 'sha512'].map((hash) => `${family}-${hash}`),
);

/** Public keys of every type, curve and common size, as PEM. */
function makeKeys(ofEach: number): string[] {
  const small = Array.from({ length: ofEach }, () => [
    generateKeyPairSync('ed25519'),
    ...EC_CURVES.map((namedCurve) => generateKeyPairSync('ec', { namedCurve })),
  ]).flat();
  const pairs = [...small, ...RSA_BITS.map((modulusLength) => generateKeyPairSync('rsa', { modulusLength }))];
  return pairs.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }).toString());
}

/**
 * Key ids of new keys. The current ones are the reference's own; for the legacy ones in-toto 2.3 reads the key from the kind of
 * file it had for it: PEM for RSA, JSON for the others.
 */
export async function compareKeyIds(
  python: Peer<PythonOperations>,
  python23: Peer<PythonOperations>,
  ofEach: number,
): Promise<KeyIdComparison> {
  let keyIds = 0;
  const differences: string[] = [];
  const compare = (style: KeyIdStyle, pem: string, theirs: string, mine: string): void => {
    keyIds += 1;
    if (theirs !== mine) differences.push(JSON.stringify({ style, pem, python: theirs, ours: mine }));
  };
  for (const pem of makeKeys(ofEach)) {
    const key = await loadPublicKey(pem, { backend: nodeBackend });
    compare('current', pem, (await python.ask('load_key', { key: { text: pem } })).keyid, key.keyId);
    for (const scheme of key.keyType === 'rsa' ? RSA_SCHEMES : []) {
      const { keyid } = await python.ask('load_key', { key: { text: pem, scheme } });
      compare('current', pem, keyid, (await loadPublicKey(pem, { backend: nodeBackend, scheme })).keyId);
    }
    const file = { keytype: key.keyType, scheme: key.scheme, keyval: { public: publicText(key).trim() } };
    const text = key.keyType === 'rsa' ? pem : JSON.stringify(file);
    const { keyid } = await python23.ask('load_key', { key: { text, legacy: key.keyType } });
    const legacy = await loadPublicKey(pem, { backend: nodeBackend, keyId: 'legacy' });
    compare('legacy', pem, keyid, legacy.keyId);
    if (key.keyType !== 'rsa') continue;
    for (const scheme of RSA_SCHEMES) {
      const outcome = await python23.ask('load_key', { key: { text: pem, legacy: 'rsa', scheme } });
      const ours = await loadPublicKey(pem, { backend: nodeBackend, keyId: 'legacy', scheme });
      compare('legacy', pem, outcome.keyid, ours.keyId);
    }
  }
  return { keyIds, differences };
}
