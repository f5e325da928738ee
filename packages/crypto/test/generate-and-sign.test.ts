import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import {
  createSigner,
  encodePrivateKeyPem,
  encodePublicKeyPem,
  generatePrivateKey,
  loadPrivateKey,
  loadPublicKey,
} from '@intoto/crypto';
import { decodeBase64, encodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

const CURVES = ['P-256', 'P-384', 'P-521'] as const;
/** Bytes of an uncompressed point (SEC 1, section 2.3.3). */
const POINT_SIZES = { 'P-256': 65, 'P-384': 97, 'P-521': 133 };

function pemHex(pem: string): string {
  return encodeHex(decodeBase64(pem.replaceAll(/-----[^-]+-----|\n/gu, '')));
}

describe('generatePrivateKey', () => {
  const kinds = [
    { type: 'ed25519' as const, scheme: 'ed25519' },
    { type: 'rsa' as const, scheme: 'rsassa-pss-sha256' },
    ...CURVES.map((curve) => ({ type: 'ecdsa' as const, curve, scheme: `ecdsa-sha2-nistp${curve.slice(2)}` })),
  ];
  for (const { scheme, ...kind } of kinds)
    it(`makes a key for ${scheme} that files keep`, async () => {
      const key = await generatePrivateKey({ ...kind, backend });
      expect(key.publicKey.scheme).toBe(scheme);
      expect(await loadPrivateKey(await encodePrivateKeyPem(key, { backend }), { backend })).toEqual(key);
      expect(await loadPublicKey(encodePublicKeyPem(key.publicKey), { backend })).toEqual(key.publicKey);
    });

  for (const curve of CURVES)
    it(`writes the public key into files of ${curve} keys (RFC 5915, section 3)`, async () => {
      const key = await generatePrivateKey({ type: 'ecdsa', curve, backend });
      const [secret, open] = [await encodePrivateKeyPem(key, { backend }), encodePublicKeyPem(key.publicKey)].map(
        pemHex,
      );
      const point = open?.slice(-2 * POINT_SIZES[curve]) ?? '';
      expect(point).toMatch(/^04/u);
      expect(secret?.endsWith(`00${point}`)).toBe(true);
    });

  it('makes P-256 keys unless told otherwise', async () => {
    const { publicKey } = await generatePrivateKey({ type: 'ecdsa', backend });
    expect(publicKey.scheme).toBe('ecdsa-sha2-nistp256');
  });

  it('takes another scheme', async () => {
    const { publicKey } = await generatePrivateKey({ type: 'rsa', scheme: 'rsa-pkcs1v15-sha512', backend });
    expect(publicKey.scheme).toBe('rsa-pkcs1v15-sha512');
  });

  it('refuses a scheme of another type', async () => {
    const error = await failureOf(() => generatePrivateKey({ type: 'ed25519', scheme: 'rsassa-pss-sha256', backend }));
    expect(error.code).toBe('ERR_CRYPTO_UNSUPPORTED');
  });

  it('refuses a scheme of another curve', async () => {
    const options = { type: 'ecdsa', curve: 'P-384', scheme: 'ecdsa-sha2-nistp256', backend } as const;
    expect((await failureOf(() => generatePrivateKey(options))).code).toBe('ERR_KEY_UNUSABLE');
  });
});

describe('createSigner', () => {
  it('refuses a public key that does not belong to the private one', async () => {
    const one = await generatePrivateKey({ type: 'ed25519', backend });
    const other = await generatePrivateKey({ type: 'ed25519', backend });
    const error = await failureOf(() => createSigner({ ...one, publicKey: other.publicKey }, { backend }));
    expect(error.code).toBe('ERR_KEY_UNUSABLE');
  });

  it('refuses a scheme that it does not know', async () => {
    const key = await generatePrivateKey({ type: 'ed25519', backend });
    const publicKey = { ...key.publicKey, scheme: 'unknown' };
    const error = await failureOf(() => createSigner({ ...key, publicKey }, { backend }));
    expect(error.code).toBe('ERR_CRYPTO_UNSUPPORTED');
  });

  it('refuses a scheme that the backend lacks', async () => {
    const key = await generatePrivateKey({ type: 'rsa', scheme: 'rsassa-pss-sha256', backend });
    const publicKey = { ...key.publicKey, scheme: 'rsassa-pss-sha224' };
    const error = await failureOf(() => createSigner({ ...key, publicKey }, { backend }));
    expect(error.code).toBe('ERR_CRYPTO_UNSUPPORTED');
  });

  it('signs as RFC 8032 says', async () => {
    const pem = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----`;
    const signer = await createSigner(await loadPrivateKey(pem, { backend }), { backend });
    const signature = await signer.sign(new Uint8Array());
    expect(signature).toHaveLength(64);
    expect(encodeHex(signature.subarray(0, 4))).toBe('e5564300');
  });
});
