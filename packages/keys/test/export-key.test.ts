import { failureOf, someOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { generatePrivateKey, type GenerateKeyOptions } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import {
  exportPrivateKey,
  exportPublicKey,
  identifyKey,
  loadAnyPrivateKey,
  loadAnyPublicKey,
  PRIVATE_KEY_FORMATS,
  PUBLIC_KEY_FORMATS,
} from '../src/index.ts';
import { essence, fileOf, keyNamed, sourceOf } from './vectors.ts';

const RSA_SCHEMES = ['rsassa-pss', 'rsa-pkcs1v15'].flatMap((family) =>
  ['sha256', 'sha384', 'sha512'].map((hash) => `${family}-${hash}`),
);
const REQUESTS: readonly (readonly [string, Omit<GenerateKeyOptions, 'backend'>])[] = [
  ['Ed25519', { type: 'ed25519' }],
  ...(['P-256', 'P-384', 'P-521'] as const).map((curve) => [curve, { type: 'ecdsa', curve }] as const),
  ...someOf(RSA_SCHEMES).map((scheme) => [`RSA for ${scheme}`, { type: 'rsa', scheme }] as const),
];

/** A JSON Web Key without what its writer may add. */
function parse(text: string): unknown {
  return { ...(JSON.parse(text) as object), alg: undefined, kid: undefined };
}

/** Formats that have a place for the scheme. */
const WITH_SCHEME = new Set(['jwk', 'sslib', 'layout']);

describe('a new key, written and read again, is the same', () => {
  it.each(REQUESTS)('%s', { timeout: 60_000 }, async (_name, request) => {
    for (let round = 0; round < (request.type === 'rsa' ? 1 : 3); round++) {
      const key = await generatePrivateKey({ ...request, backend });
      for (const format of PUBLIC_KEY_FORMATS) {
        if (format === 'sslib' && request.type === 'rsa') continue;
        const scheme = WITH_SCHEME.has(format) ? undefined : key.publicKey.scheme;
        // What in-toto 2 writes has the key id of in-toto 2.
        const keyId = format === 'sslib' ? 'current' : undefined;
        const text = exportPublicKey(key.publicKey, { format });
        expect(essence(await loadAnyPublicKey(text, { backend, scheme, keyId }))).toEqual(essence(key.publicKey));
        expect(identifyKey(text)).toMatchObject({ holds: 'public', loads: true });
      }
      for (const format of PRIVATE_KEY_FORMATS) {
        if (format === 'sslib' && request.type === 'rsa') continue;
        const scheme = WITH_SCHEME.has(format) ? undefined : key.publicKey.scheme;
        const keyId = format === 'sslib' ? 'current' : undefined;
        const text = await exportPrivateKey(key, { format, backend });
        expect(essence(await loadAnyPrivateKey(text, { backend, scheme, keyId }))).toEqual(essence(key));
        expect(identifyKey(text)).toMatchObject({ holds: 'private', encrypted: false });
      }
    }
  });

  it.each(['pem', 'sslib'] as const)('encrypted, as %s', { timeout: 60_000 }, async (format) => {
    const key = await generatePrivateKey({ type: 'ecdsa', backend });
    for (const password of someOf(['pw', new TextEncoder().encode('pw')])) {
      const text = await exportPrivateKey(key, { format, backend, password });
      expect(identifyKey(text)).toMatchObject({ holds: 'private', encrypted: true });
      expect(essence(await loadAnyPrivateKey(text, { backend, password: 'pw', keyId: 'current' }))).toEqual(
        essence(key),
      );
      expect((await failureOf(() => loadAnyPrivateKey(text, { backend, password: 'x' }))).code).toBe(
        'ERR_KEY_PASSWORD',
      );
    }
  });
});

describe('a key is written as its tools write it:', () => {
  it.each(['rsa', 'p256', 'p384', 'p521', 'ed25519'])('%s', async (name) => {
    const key = await loadAnyPrivateKey(sourceOf(fileOf(name, 'private', 'PKCS#8 PEM')), { backend });
    expect(exportPublicKey(key.publicKey, { format: 'pem' })).toBe(fileOf(name, 'public', 'SPKI PEM').text);
    expect(await exportPrivateKey(key, { format: 'pem', backend })).toBe(fileOf(name, 'private', 'PKCS#8 PEM').text);
    const [type, blob] = (fileOf(name, 'public', 'OpenSSH').text ?? '').trim().split(' ');
    expect(exportPublicKey(key.publicKey, { format: 'openssh' })).toBe(`${type} ${blob}\n`);
    const jwk = fileOf(name, 'public', 'JWK').text ?? '';
    expect(parse(exportPublicKey(key.publicKey, { format: 'jwk' }))).toEqual(parse(jwk));
    const secret = fileOf(name, 'private', 'JWK').text ?? '';
    expect(parse(await exportPrivateKey(key, { format: 'jwk', backend }))).toEqual(parse(secret));
  });

  it.each(['ed25519', 'ecdsa'])('%s of securesystemslib 0.31', async (type) => {
    const name = `${type} of securesystemslib 0.31`;
    const key = await loadAnyPrivateKey(sourceOf(fileOf(name, 'private', 'JSON')), { backend });
    const old = JSON.parse(fileOf(name, 'public', 'JSON').text ?? '') as Readonly<Record<string, unknown>>;
    const text = exportPublicKey(key.publicKey, { format: 'sslib' });
    expect((await loadAnyPublicKey(text, { backend })).keyId).toBe(keyNamed(name).keyid);
    expect(JSON.parse(text)).toMatchObject({ keytype: old['keytype'], scheme: old['scheme'] });
  });
});

describe('what has no form in a format', () => {
  it('is refused: RSA keys in the old format of securesystemslib', async () => {
    const key = await loadAnyPrivateKey(sourceOf(fileOf('rsa', 'private', 'PKCS#8 PEM')), { backend });
    const codes = [
      await failureOf(() => exportPublicKey(key.publicKey, { format: 'sslib' })),
      await failureOf(() => exportPrivateKey(key, { format: 'sslib', backend })),
    ].map(({ code }) => code);
    expect(codes).toEqual(['ERR_CRYPTO_UNSUPPORTED', 'ERR_CRYPTO_UNSUPPORTED']);
  });

  it('is a mistake of the caller: a password for a JSON Web Key, and a format that does not exist', async () => {
    const key = await generatePrivateKey({ type: 'ed25519', backend });
    await expect(exportPrivateKey(key, { format: 'jwk', backend, password: 'x' })).rejects.toThrow(TypeError);
    await expect(exportPrivateKey(key, { format: 'x' as 'pem', backend })).rejects.toThrow(TypeError);
    expect(() => exportPublicKey(key.publicKey, { format: 'x' as 'pem' })).toThrow(TypeError);
  });
});
