import { failureOf, webcryptoBackend } from '@intoto-tests/support';
import type { SslibPublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { createSigner, createVerifier, type CryptoBackend, generatePrivateKey } from '../src/index.ts';

/** A backend that counts how often it reads a public key. */
function createCounter(): { readonly backend: CryptoBackend; readonly count: () => number } {
  let read = 0;
  const backend: CryptoBackend = {
    ...webcryptoBackend,
    createVerifier: (scheme, spki) => {
      read++;
      return webcryptoBackend.createVerifier(scheme, spki);
    },
  };
  return { backend, count: () => read };
}

async function createKey(): Promise<SslibPublicKey> {
  return (await generatePrivateKey({ type: 'ecdsa', backend: webcryptoBackend })).publicKey;
}

const bytes = new Uint8Array([1, 2, 3]);

describe('a key that was read before', () => {
  it('is not read again, whatever it is called', async () => {
    const { backend, count } = createCounter();
    const key = await createKey();
    const first = await createVerifier(key, { backend });
    expect(await createVerifier({ ...key, keyId: 'another' }, { backend })).toBe(first);
    expect(count()).toBe(1);
  });

  it('is read again where any of it has changed, even in place', async () => {
    const { backend } = createCounter();
    const [key, other] = [await createKey(), await generatePrivateKey({ type: 'ecdsa', backend })];
    const signature = await (await createSigner(other, { backend })).sign(bytes);
    const changing = { ...key, keyVal: { ...key.keyVal } };
    expect(await (await createVerifier(changing, { backend })).verify(bytes, signature)).toBe(false);
    changing.keyVal['public'] = other.publicKey.keyVal['public'] ?? '';
    expect(await (await createVerifier(changing, { backend })).verify(bytes, signature)).toBe(true);
    const unfit = { ...changing, scheme: 'rsassa-pss-sha256', keyType: 'rsa' };
    expect((await failureOf(() => createVerifier(unfit, { backend }))).code).toBe('ERR_KEY_UNUSABLE');
  });

  it('is read by each backend for itself', async () => {
    const [one, two] = [createCounter(), createCounter()];
    const key = await createKey();
    await createVerifier(key, one);
    await createVerifier(key, two);
    expect([one.count(), two.count()]).toEqual([1, 1]);
  });

  it('is forgotten after a hundred others', async () => {
    const { backend, count } = createCounter();
    const keys = await Promise.all(Array.from({ length: 101 }, createKey));
    for (const key of keys) await createVerifier(key, { backend });
    await createVerifier(keys[100] as SslibPublicKey, { backend });
    expect(count()).toBe(101);
    await createVerifier(keys[0] as SslibPublicKey, { backend });
    expect(count()).toBe(102);
  });
});

it('a key that could not be read is tried again', async () => {
  let fail = true;
  const backend: CryptoBackend = {
    ...webcryptoBackend,
    createVerifier: (scheme, spki) =>
      fail ? Promise.reject(new Error('not now')) : webcryptoBackend.createVerifier(scheme, spki),
  };
  const key = await createKey();
  await expect(createVerifier(key, { backend })).rejects.toThrow('not now');
  fail = false;
  expect(await (await createVerifier(key, { backend })).verify(bytes, bytes)).toBe(false);
});
