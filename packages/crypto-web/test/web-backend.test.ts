import {
  DATA,
  pkcs8Of,
  PSS_SALTS,
  schemeOf,
  spkiOf,
  testEcdsaEncoding,
  testEd25519,
  testHashing,
  testVerification,
} from '@intoto-tests/support';
import { type SignatureScheme } from '@intoto/crypto';
import { webBackend } from '@intoto/crypto-web';
import { encodePrivateKeyInfo, encodeSpki, parseSpki } from '@intoto/crypto/key-parts';
import { encodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

const hasSha224 = ({ type, ...scheme }: SignatureScheme): boolean =>
  type === 'rsa' && 'hash' in scheme && scheme.hash === 'sha224';

testVerification(webBackend, (scheme) => !hasSha224(scheme));
testEcdsaEncoding(webBackend);
testEd25519(webBackend);
testHashing(webBackend, { digests: ['sha256', 'sha384', 'sha512'], streams: false });

function replaceCrypto(value: unknown): void {
  Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
}

const KEYS = [
  ['rsa', schemeOf('rsa', 'rsassa-pss-sha256')],
  ['rsa', schemeOf('rsa', 'rsassa-pss-sha512')],
  ['rsa', schemeOf('rsa', 'rsa-pkcs1v15-sha384')],
  ['p256', schemeOf('ecdsa', 'ecdsa-sha2-nistp256')],
  ['p384', schemeOf('ecdsa', 'ecdsa-sha2-nistp384')],
  ['p521', schemeOf('ecdsa', 'ecdsa-sha2-nistp521')],
  ['ed25519', { type: 'ed25519' }],
] as const;

describe('RSA-PSS signatures', () => {
  for (const { name, hash, spki, data, signature } of PSS_SALTS)
    it(`verify: ${name}`, async () => {
      const verifier = await webBackend.createVerifier({ type: 'rsa', padding: 'pss', hash }, spki);
      expect(await verifier.verify(data, signature)).toBe(true);
      expect(await verifier.verify(data.subarray(1), signature)).toBe(false);
      expect(await verifier.verify(data, signature.with(9, (signature[9] ?? 0) ^ 1))).toBe(false);
      expect(await verifier.verify(data, signature.subarray(1))).toBe(false);
      expect(await verifier.verify(data, new Uint8Array(signature.length).fill(0xff))).toBe(false);
    });

  it('never verify where digest and salt do not fit into the modulus, and cannot be made', async () => {
    const modulus = new Uint8Array(64).fill(0xff);
    const spki = encodeSpki({ type: 'rsa', modulus, exponent: Uint8Array.of(1, 0, 1) });
    const verifier = await webBackend.createVerifier({ type: 'rsa', padding: 'pss', hash: 'sha512' }, spki);
    expect(await verifier.verify(DATA, new Uint8Array(64).fill(1))).toBe(false);
  });
});

describe('signing', () => {
  for (const [name, scheme] of KEYS)
    it(`gives what verifies, in the encoding of the scheme: ${JSON.stringify(scheme)}`, async () => {
      const sign = await webBackend.createSign(scheme, pkcs8Of(name));
      const before = DATA.slice();
      const signature = await sign(DATA);
      expect(DATA).toEqual(before);
      const verifier = await webBackend.createVerifier(scheme, spkiOf(name));
      expect(await verifier.verify(DATA, signature)).toBe(true);
      if (scheme.type === 'ecdsa') expect(signature[0]).toBe(0x30);
    });

  for (const [name] of KEYS)
    it(`derives the public key: ${name}`, async () => {
      expect(encodeHex(await webBackend.derivePublicKey(pkcs8Of(name)))).toBe(encodeHex(spkiOf(name)));
    });

  for (const scheme of [KEYS[3][1], KEYS[6][1]])
    it(`makes keys: ${scheme.type}`, async () => {
      const pkcs8 = await webBackend.generateKey(scheme);
      const sign = await webBackend.createSign(scheme, pkcs8);
      const verifier = await webBackend.createVerifier(scheme, await webBackend.derivePublicKey(pkcs8));
      expect(await verifier.verify(DATA, await sign(DATA))).toBe(true);
    });
});

describe('keys that are no good', () => {
  const unusable = { code: 'ERR_KEY_UNUSABLE' };

  it('are refused where they are not of the scheme', async () => {
    for (const [name, scheme] of KEYS)
      for (const [other] of KEYS) {
        if (other === name) continue;
        await expect(webBackend.createVerifier(scheme, spkiOf(other))).rejects.toMatchObject(unusable);
        await expect(webBackend.createSign(scheme, pkcs8Of(other))).rejects.toMatchObject(unusable);
      }
  });

  it('are refused where they are no keys', async () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x30, 0), DATA, spkiOf('p256').subarray(1)]) {
      await expect(webBackend.createVerifier({ type: 'ed25519' }, bytes)).rejects.toMatchObject(unusable);
      await expect(webBackend.createSign({ type: 'ed25519' }, bytes)).rejects.toMatchObject(unusable);
      await expect(webBackend.derivePublicKey(bytes)).rejects.toMatchObject(unusable);
    }
  });

  it('are refused where the point is not on the curve', async () => {
    const material = parseSpki(spkiOf('p256'));
    if (material.type !== 'ecdsa') throw new TypeError('no ECDSA key');
    const spki = encodeSpki({ ...material, point: material.point.with(40, (material.point[40] ?? 0) ^ 1) });
    const scheme = schemeOf('ecdsa', 'ecdsa-sha2-nistp256');
    await expect(webBackend.createVerifier(scheme, spki)).rejects.toMatchObject(unusable);
  });

  it('are refused where the secret is zero', async () => {
    const pkcs8 = encodePrivateKeyInfo({ type: 'ecdsa', curve: 'P-256', secret: new Uint8Array(32) });
    await expect(webBackend.derivePublicKey(pkcs8)).rejects.toMatchObject(unusable);
  });
});

describe('what WebCrypto lacks', () => {
  const unsupported = { code: 'ERR_CRYPTO_UNSUPPORTED' };

  it('is said by a code', async () => {
    const sha224 = schemeOf('rsa', 'rsassa-pss-sha224');
    await expect(webBackend.createVerifier(sha224, spkiOf('rsa'))).rejects.toMatchObject(unsupported);
    await expect(webBackend.createSign(sha224, pkcs8Of('rsa'))).rejects.toMatchObject(unsupported);
    const kdf = { name: 'scrypt', salt: DATA, n: 2, r: 1, p: 1 } as const;
    const parameters = { kdf, cipher: 'aes-256-cbc', iv: new Uint8Array(16) } as const;
    await expect(webBackend.decryptPbes2(parameters, new Uint8Array(16), DATA)).rejects.toMatchObject(unsupported);
  });

  it('is not an error of the key where a whole algorithm is missing, or WebCrypto itself', async () => {
    const { crypto } = globalThis;
    const missing = new DOMException('Unrecognized name.', 'NotSupportedError');
    try {
      for (const subtle of [undefined, { importKey: () => Promise.reject(missing) }]) {
        replaceCrypto({ subtle });
        const verifier = webBackend.createVerifier({ type: 'ed25519' }, spkiOf('ed25519'));
        await expect(verifier).rejects.toMatchObject(unsupported);
        await expect(webBackend.derivePublicKey(pkcs8Of('ed25519'))).rejects.toMatchObject(unsupported);
      }
    } finally {
      replaceCrypto(crypto);
    }
  });
});
