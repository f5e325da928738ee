import { DATA, webcryptoBackend, pkcs8Of, spkiOf } from '@intoto-tests/support';
import { combineBackends, type CryptoBackend, lazyBackend } from '@intoto/crypto';
import { encodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

const scheme = { type: 'ed25519' } as const;
const unsupported = expect.objectContaining({ code: 'ERR_CRYPTO_UNSUPPORTED' });

function counting(): { backend: CryptoBackend; loads: () => number } {
  let loads = 0;
  const backend = lazyBackend('late', async () => {
    loads += 1;
    return webcryptoBackend;
  });
  return { backend, loads: () => loads };
}

describe('a lazy backend', () => {
  it('is loaded once, when it is first asked, and then does what the loaded one does', async () => {
    const { backend, loads } = counting();
    expect([backend.name, loads()]).toEqual(['late', 0]);
    const [sign, verifier, derived, digest] = await Promise.all([
      backend.createSign(scheme, pkcs8Of('ed25519')),
      backend.createVerifier(scheme, spkiOf('ed25519')),
      backend.derivePublicKey(pkcs8Of('ed25519')),
      backend.digest('sha256', DATA),
    ]);
    expect(await verifier.verify(DATA, await sign(DATA))).toBe(true);
    expect(encodeHex(derived)).toBe(encodeHex(spkiOf('ed25519')));
    expect(digest).toEqual(await webcryptoBackend.digest('sha256', DATA));
    expect(await backend.generateKey(scheme)).toHaveLength((await webcryptoBackend.generateKey(scheme)).length);
    const kdf = { name: 'pbkdf2', salt: DATA, iterations: 1, hash: 'sha256' } as const;
    const parameters = { kdf, cipher: 'aes-256-cbc', iv: new Uint8Array(16) } as const;
    const encrypted = await backend.encryptPbes2(parameters, DATA, DATA);
    expect(await backend.decryptPbes2(parameters, encrypted, DATA)).toEqual(DATA);
    expect(loads()).toBe(1);
  });

  it('is not loaded by what cannot wait', () => {
    const { backend, loads } = counting();
    expect(() => backend.createHasher('sha256')).toThrow(unsupported);
    expect(() => backend.randomBytes(1)).toThrow(unsupported);
    expect(loads()).toBe(0);
  });

  it('is not loaded where the first of two backends can help', async () => {
    const { backend, loads } = counting();
    await combineBackends(webcryptoBackend, backend).createVerifier(scheme, spkiOf('ed25519'));
    expect(loads()).toBe(0);
  });

  it('is loaded again after a load that failed', async () => {
    let loads = 0;
    const backend = lazyBackend('late', async () => {
      loads += 1;
      if (loads === 1) throw new Error('offline');
      return webcryptoBackend;
    });
    await expect(backend.digest('sha256', DATA)).rejects.toThrow('offline');
    expect(await backend.digest('sha256', DATA)).toHaveLength(32);
    expect(loads).toBe(2);
  });
});
