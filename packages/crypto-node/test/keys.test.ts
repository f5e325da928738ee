import { createPublicKey, generateKeyPairSync } from 'node:crypto';

import { type KeyName, pkcs8Of, spkiOf } from '@intoto-tests/support';
import { loadPublicKey, type SignatureScheme } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { decodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { rejectionOf } from './rejection-of.ts';

const SCHEMES: readonly { readonly scheme: SignatureScheme; readonly keyName: KeyName }[] = [
  { keyName: 'rsa', scheme: { type: 'rsa', padding: 'pss', hash: 'sha256' } },
  { keyName: 'rsa', scheme: { type: 'rsa', padding: 'pkcs1', hash: 'sha512' } },
  { keyName: 'p256', scheme: { type: 'ecdsa', curve: 'P-256', hash: 'sha256' } },
  { keyName: 'p384', scheme: { type: 'ecdsa', curve: 'P-384', hash: 'sha384' } },
  { keyName: 'p521', scheme: { type: 'ecdsa', curve: 'P-521', hash: 'sha512' } },
  { keyName: 'ed25519', scheme: { type: 'ed25519' } },
];
const KEY_NAMES = ['rsa', 'p256', 'p384', 'p521', 'ed25519'] as const;

/** A SubjectPublicKeyInfo with an RSA modulus of so many bytes; nobody has the private key. */
function rsaSpki(modulusBytes: number, exponent = 'AQAB'): Uint8Array {
  const n = Buffer.alloc(modulusBytes, 0xff).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n, e: exponent } });
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }));
}

describe('keys', () => {
  for (const { scheme, keyName } of SCHEMES) {
    it(`sign and verify under their scheme alone: ${JSON.stringify(scheme)}`, async () => {
      for (const name of KEY_NAMES) {
        if (name === keyName) continue;
        expect(await rejectionOf(nodeBackend.createVerifier(scheme, spkiOf(name)))).toBe('ERR_KEY_UNUSABLE');
        expect(await rejectionOf(nodeBackend.createSign(scheme, pkcs8Of(name)))).toBe('ERR_KEY_UNUSABLE');
      }
    });

    it(`sign what they verify, with new and with given keys: ${JSON.stringify(scheme)}`, async () => {
      const data = Uint8Array.of(1, 2, 3);
      for (const pkcs8 of [pkcs8Of(keyName), await nodeBackend.generateKey(scheme)]) {
        const before = pkcs8.slice();
        const sign = await nodeBackend.createSign(scheme, pkcs8);
        const signature = await sign(data);
        expect(pkcs8).toEqual(before);
        expect([...data]).toEqual([1, 2, 3]);
        const verifier = await nodeBackend.createVerifier(scheme, await nodeBackend.derivePublicKey(pkcs8));
        expect(await verifier.verify(data, signature)).toBe(true);
      }
    });
  }

  it('give their public half', async () => {
    for (const name of KEY_NAMES) expect(await nodeBackend.derivePublicKey(pkcs8Of(name))).toEqual(spkiOf(name));
  });

  it('may have 16384 bits', async () => {
    const scheme = { type: 'rsa', padding: 'pkcs1', hash: 'sha256' } as const;
    const verifier = await nodeBackend.createVerifier(scheme, rsaSpki(2048));
    expect(await verifier.verify(new Uint8Array(), new Uint8Array(2048))).toBe(false);
  });

  it('are refused when they are longer, and disturb no other key', async () => {
    const scheme = { type: 'rsa', padding: 'pkcs1', hash: 'sha256' } as const;
    const [longer, muchLonger] = [rsaSpki(2049), rsaSpki(2100)];
    expect(await rejectionOf(loadPublicKey(longer, { backend: nodeBackend }))).toBe('ERR_KEY_UNUSABLE');
    expect(await rejectionOf(nodeBackend.createVerifier(scheme, muchLonger))).toBe('ERR_KEY_UNUSABLE');
    expect(await rejectionOf(nodeBackend.derivePublicKey(new Uint8Array(10_000)))).toBe('ERR_KEY_UNUSABLE');
    const verifier = await nodeBackend.createVerifier(scheme, longer);
    expect(await verifier.verify(new Uint8Array(), new Uint8Array(2049))).toBe(false);
    expect(await nodeBackend.derivePublicKey(pkcs8Of('rsa'))).toEqual(spkiOf('rsa'));
  });

  it('may be short, as the reference has no minimum', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
    const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    const scheme = { type: 'rsa', padding: 'pkcs1', hash: 'sha256' } as const;
    const signature = await (await nodeBackend.createSign(scheme, pkcs8))(new Uint8Array());
    expect(await (await nodeBackend.createVerifier(scheme, spki)).verify(new Uint8Array(), signature)).toBe(true);
  });

  it('too short for a digest cannot sign, and verify nothing', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
    const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    const scheme = { type: 'rsa', padding: 'pss', hash: 'sha512' } as const;
    const sign = await nodeBackend.createSign(scheme, pkcs8);
    expect(await rejectionOf(sign(new Uint8Array()))).toBe('ERR_KEY_UNUSABLE');
    const verifier = await nodeBackend.createVerifier(scheme, spki);
    expect(await verifier.verify(new Uint8Array(), new Uint8Array(64))).toBe(false);
  });

  it('with an exponent that OpenSSL finds too large verify nothing', async () => {
    const scheme = { type: 'rsa', padding: 'pss', hash: 'sha256' } as const;
    const exponent = Buffer.alloc(100, 0x7f).toString('base64url');
    const verifier = await nodeBackend.createVerifier(scheme, rsaSpki(512, exponent));
    expect(await verifier.verify(new Uint8Array(), new Uint8Array(512).fill(1))).toBe(false);
  });

  it('are unusable when they are rubbish', async () => {
    const scheme = { type: 'ed25519' } as const;
    for (const rubbish of [
      new Uint8Array(),
      Uint8Array.of(0x30, 0),
      decodeHex('ff'.repeat(100)),
      spkiOf('rsa').subarray(1),
    ]) {
      expect(await rejectionOf(nodeBackend.createVerifier(scheme, rubbish))).toBe('ERR_KEY_UNUSABLE');
      expect(await rejectionOf(nodeBackend.createSign(scheme, rubbish))).toBe('ERR_KEY_UNUSABLE');
      expect(await rejectionOf(nodeBackend.derivePublicKey(rubbish))).toBe('ERR_KEY_UNUSABLE');
    }
  });

  it('off their curve are unusable', async () => {
    const spki = spkiOf('p256');
    const moved = spki.with(spki.length - 1, (spki.at(-1) ?? 0) ^ 1);
    const scheme = { type: 'ecdsa', curve: 'P-256', hash: 'sha256' } as const;
    expect(await rejectionOf(nodeBackend.createVerifier(scheme, moved))).toBe('ERR_KEY_UNUSABLE');
  });
});
