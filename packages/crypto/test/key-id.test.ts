import { webcryptoBackend as backend } from '@intoto-tests/support';
import { computeKeyId, loadPublicKey } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import vectors from './vectors/key-ids.json' with { type: 'json' };

describe('key ids', () => {
  for (const vector of vectors.keys) {
    const { name, pem, keytype, scheme, current } = vector;
    it(`equal the reference's for ${name}`, async () => {
      const key = await loadPublicKey(pem, { backend, scheme });
      expect(key.keyId).toBe(current);
      expect(key.keyType).toBe(keytype);
      expect(key.keyVal['public']).toBe(vector.public);
      expect(await computeKeyId({ keyType: keytype, scheme, public: vector.public }, 'current', backend)).toBe(current);
    });

    const { legacy } = vector as { legacy?: string };
    if (legacy !== undefined)
      it(`equal those in old layouts for ${name}`, async () => {
        for (const source of [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')])
          expect((await loadPublicKey(source, { backend, keyId: 'legacy' })).keyId).toBe(legacy);
        const text = vector.public.trimEnd();
        expect(await computeKeyId({ keyType: keytype, scheme, public: text }, 'legacy', backend)).toBe(legacy);
      });
  }

  it('differ between the current and the legacy way', async () => {
    const pem = vectors.keys[0]?.pem ?? '';
    const current = await loadPublicKey(pem, { backend });
    const legacy = await loadPublicKey(pem, { backend, keyId: 'legacy' });
    expect(current.keyId).not.toBe(legacy.keyId);
    expect(legacy.keyVal['public']).toBe(pem.trimEnd());
  });
});
