import {
  DATA,
  pkcs8Of,
  schemeOf,
  spkiOf,
  testEcdsaEncoding,
  testEd25519,
  testHashing,
  testVerification,
} from '@intoto-tests/support';
import { nobleBackend } from '@intoto/crypto-noble';
import { encodePrivateKeyInfo, encodeSpki, parseSpki } from '@intoto/crypto/key-parts';
import { encodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

testVerification(nobleBackend, ({ type }) => type !== 'rsa');
testEcdsaEncoding(nobleBackend);
testEd25519(nobleBackend);
testHashing(nobleBackend, { digests: ['sha224', 'sha256', 'sha384', 'sha512'], streams: true });

const KEYS = [
  ['p256', schemeOf('ecdsa', 'ecdsa-sha2-nistp256')],
  ['p384', schemeOf('ecdsa', 'ecdsa-sha2-nistp384')],
  ['p521', schemeOf('ecdsa', 'ecdsa-sha2-nistp521')],
  ['ed25519', { type: 'ed25519' }],
] as const;
const unusable = { code: 'ERR_KEY_UNUSABLE' };
const unsupported = { code: 'ERR_CRYPTO_UNSUPPORTED' };

describe('signing', () => {
  for (const [name, scheme] of KEYS) {
    it(`gives what verifies: ${name}`, async () => {
      const pkcs8 = pkcs8Of(name);
      const sign = await nobleBackend.createSign(scheme, pkcs8);
      pkcs8.fill(0);
      const verifier = await nobleBackend.createVerifier(scheme, spkiOf(name));
      expect(await verifier.verify(DATA, await sign(DATA))).toBe(true);
    });

    it(`derives the public key: ${name}`, async () => {
      expect(encodeHex(await nobleBackend.derivePublicKey(pkcs8Of(name)))).toBe(encodeHex(spkiOf(name)));
    });

    it(`makes keys, each time another: ${name}`, async () => {
      const [one, two] = [await nobleBackend.generateKey(scheme), await nobleBackend.generateKey(scheme)];
      expect(one).not.toEqual(two);
      const sign = await nobleBackend.createSign(scheme, one);
      const verifier = await nobleBackend.createVerifier(scheme, await nobleBackend.derivePublicKey(one));
      expect(await verifier.verify(DATA, await sign(DATA))).toBe(true);
    });
  }
});

describe('keys that are no good', () => {
  it('are refused where they are not of the scheme', async () => {
    for (const [name, scheme] of KEYS)
      for (const [other] of [...KEYS, ['rsa'] as const]) {
        if (other === name) continue;
        await expect(nobleBackend.createVerifier(scheme, spkiOf(other))).rejects.toMatchObject(unusable);
        await expect(nobleBackend.createSign(scheme, pkcs8Of(other))).rejects.toMatchObject(unusable);
      }
  });

  it('are refused where they are no keys', async () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x30, 0), DATA]) {
      await expect(nobleBackend.createVerifier({ type: 'ed25519' }, bytes)).rejects.toMatchObject(unusable);
      await expect(nobleBackend.createSign({ type: 'ed25519' }, bytes)).rejects.toMatchObject(unusable);
      await expect(nobleBackend.derivePublicKey(bytes)).rejects.toMatchObject(unusable);
    }
  });

  it('are refused where the point is not on the curve, or the secret is zero', async () => {
    const material = parseSpki(spkiOf('p256'));
    if (material.type !== 'ecdsa') throw new TypeError('no ECDSA key');
    const spki = encodeSpki({ ...material, point: material.point.with(40, (material.point[40] ?? 0) ^ 1) });
    await expect(nobleBackend.createVerifier(KEYS[0][1], spki)).rejects.toMatchObject(unusable);
    const pkcs8 = encodePrivateKeyInfo({ type: 'ecdsa', curve: 'P-256', secret: new Uint8Array(32) });
    await expect(nobleBackend.derivePublicKey(pkcs8)).rejects.toMatchObject(unusable);
    await expect(nobleBackend.createSign(KEYS[0][1], pkcs8)).rejects.toMatchObject(unusable);
  });
});

describe('what another backend must do', () => {
  it('is said by a code', async () => {
    const rsa = schemeOf('rsa', 'rsassa-pss-sha256');
    await expect(nobleBackend.createVerifier(rsa, spkiOf('rsa'))).rejects.toMatchObject(unsupported);
    await expect(nobleBackend.createSign(rsa, pkcs8Of('rsa'))).rejects.toMatchObject(unsupported);
    await expect(nobleBackend.derivePublicKey(pkcs8Of('rsa'))).rejects.toMatchObject(unsupported);
    await expect(nobleBackend.generateKey(rsa)).rejects.toMatchObject(unsupported);
    const kdf = { name: 'pbkdf2', salt: DATA, iterations: 1, hash: 'sha256' } as const;
    const parameters = { kdf, cipher: 'aes-256-cbc', iv: new Uint8Array(16) } as const;
    await expect(nobleBackend.decryptPbes2(parameters, DATA, DATA)).rejects.toMatchObject(unsupported);
    await expect(nobleBackend.encryptPbes2(parameters, DATA, DATA)).rejects.toMatchObject(unsupported);
  });
});
