import { webcryptoBackend } from '@intoto-tests/support';
import { encodePrivateKeyPem, loadPrivateKey, type Pbes2Parameters } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { decodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { rejectionOf } from './rejection-of.ts';
import vectors from './vectors/encrypted-keys.json' with { type: 'json' };

describe('encrypted private keys', () => {
  const { password } = vectors;

  for (const { name, pem } of vectors.keys)
    it(`made by OpenSSL open: ${name}`, async () => {
      const { publicKey } = await loadPrivateKey(pem, { backend, password });
      const plain = await loadPrivateKey(decodeHex(vectors.pkcs8), { backend });
      expect(publicKey).toEqual(plain.publicKey);
    });

  it('stay shut for a wrong password', async () => {
    for (const { pem } of vectors.keys)
      expect(await rejectionOf(loadPrivateKey(pem, { backend, password: 'wrong' }))).toBe('ERR_KEY_PASSWORD');
  });

  it('pass from one backend to the other', async () => {
    const key = await loadPrivateKey(decodeHex(vectors.pkcs8), { backend });
    const pem = await encodePrivateKeyPem(key, { backend, password });
    expect(await loadPrivateKey(pem, { backend: webcryptoBackend, password })).toEqual(key);
    const back = await encodePrivateKeyPem(key, { backend: webcryptoBackend, password });
    expect(await loadPrivateKey(back, { backend, password })).toEqual(key);
  });

  it.each([
    ['memory', { n: 2 ** 17, r: 8, p: 1 }],
    ['N for its r', { n: 2 ** 15, r: 1, p: 1 }],
  ])('may use as much scrypt %s as key loading allows', async (_what, cost) => {
    const kdf = { name: 'scrypt', salt: new Uint8Array(16), ...cost } as const;
    const parameters: Pbes2Parameters = { kdf, cipher: 'aes-256-cbc', iv: new Uint8Array(16) };
    const data = Uint8Array.of(1, 2, 3);
    const ciphertext = await backend.encryptPbes2(parameters, data, data);
    expect(ciphertext).toHaveLength(16);
    expect(await backend.decryptPbes2(parameters, ciphertext, data)).toEqual(data);
    expect([...data]).toEqual([1, 2, 3]);
  });
});
