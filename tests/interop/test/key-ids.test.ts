import { computeKeyId, type KeyIdStyle, loadPublicKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { beforeAll, expect, it } from 'vitest';

import { KEY_KINDS, type KeyPair, makeKeyPair } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

let pairs: readonly KeyPair[];

beforeAll(async () => {
  pairs = await Promise.all(KEY_KINDS.map(makeKeyPair));
});

async function keyIds(keyId: KeyIdStyle, chosen = pairs): Promise<string[]> {
  const keys = chosen.map(async ({ publicPem }) => loadPublicKey(publicPem, { backend: nodeBackend, keyId }));
  return (await Promise.all(keys)).map((key) => key.keyId);
}

withPeers(['python'], 'key ids of the current kind', ({ python }) => {
  it('are those of Python for each kind of key', async () => {
    const keys = await Promise.all(pairs.map(({ publicPem }) => python.ask('load_key', { key: { text: publicPem } })));
    expect(keys.map(({ keyid }) => keyid)).toEqual(await keyIds('current'));
  });

  it('are those of RSA keys with each scheme', async () => {
    const [{ publicPem } = { publicPem: '' }] = pairs;
    for (const family of ['rsassa-pss', 'rsa-pkcs1v15']) {
      for (const hash of ['sha224', 'sha256', 'sha384', 'sha512']) {
        const scheme = `${family}-${hash}`;
        const { keyid } = await python.ask('load_key', { key: { text: publicPem, scheme } });
        expect(keyid).toBe((await loadPublicKey(publicPem, { backend: nodeBackend, scheme })).keyId);
      }
    }
  });
});

withPeers(['python-2.3'], 'key ids of in-toto 2.3', (peers) => {
  it('are the current ones for PEM, with a scheme of P-256 for every curve', async () => {
    for (const { publicPem, publicText, privateKey } of pairs) {
      const { keyid, key } = await peers['python-2.3'].ask('load_key', { key: { text: publicPem } });
      const { keyType } = privateKey.publicKey;
      const scheme = keyType === 'ecdsa' ? 'ecdsa-sha2-nistp256' : privateKey.publicKey.scheme;
      expect(key).toMatchObject({ scheme });
      expect(keyid).toBe(await computeKeyId({ keyType, scheme, public: publicText }, 'current', nodeBackend));
    }
  });

  it('are the old ones for its own key files', async () => {
    const ids: string[] = [];
    for (const pair of pairs) {
      const { keyType, scheme } = pair.privateKey.publicKey;
      // Keys but RSA's lie in JSON there.
      const file = { keytype: keyType, scheme, keyval: { public: pair.publicText.trim() } };
      const text = keyType === 'rsa' ? pair.publicPem : JSON.stringify(file);
      const { keyid } = await peers['python-2.3'].ask('load_key', { key: { text, legacy: keyType } });
      ids.push(keyid);
    }
    expect(ids).toEqual(await keyIds('legacy'));
  });
});

withPeers(['go'], 'key ids of Go', ({ go }) => {
  it('are the old ones, with a scheme of P-256 for every curve', async () => {
    for (const pair of pairs) {
      const { keyid, key } = await go.ask('load_key', { key: { text: pair.publicPem } });
      const { keyType } = pair.privateKey.publicKey;
      const scheme = keyType === 'ecdsa' ? 'ecdsa-sha2-nistp256' : pair.privateKey.publicKey.scheme;
      expect(key).toMatchObject({ scheme });
      expect(keyid).toBe(
        await computeKeyId({ keyType, scheme, public: pair.publicText.trim() }, 'legacy', nodeBackend),
      );
    }
  });
});

withPeers(['rust'], 'key ids of Rust', ({ rust }) => {
  it('are the old ones for RSA and Ed25519', async () => {
    const known = pairs.filter(({ kind }) => !kind.startsWith('ecdsa'));
    const keys = await Promise.all(known.map(({ publicPem }) => rust.ask('load_key', { key: { text: publicPem } })));
    expect(keys.map(({ keyid }) => keyid)).toEqual(await keyIds('legacy', known));
  });

  it('are its own for ECDSA, whose public key it writes as the hex digits of a point', async () => {
    const pair = pairs.find(({ kind }) => kind === 'ecdsa P-256');
    const { keyid, key } = await rust.ask('load_key', { key: { text: pair?.publicPem ?? '' } });
    expect(key).toMatchObject({ keyval: { public: expect.stringMatching(/^04[0-9a-f]{128}$/u) } });
    const { keyval } = key as { keyval: { public: string } };
    const input = { keyType: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', public: keyval.public };
    expect(keyid).toBe(await computeKeyId(input, 'legacy', nodeBackend));
  });
});
