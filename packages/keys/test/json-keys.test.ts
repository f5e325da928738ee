import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { loadPrivateKey, loadPublicKey } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import { loadAnyPrivateKey, loadAnyPublicKey } from '../src/index.ts';
import { fileOf, keyNamed } from './vectors.ts';

type Json = Readonly<Record<string, unknown>>;

function jsonOf(key: string, half: 'public' | 'private', name: string): Json {
  return JSON.parse(fileOf(key, half, name).text ?? '') as Json;
}

async function codeOf(load: typeof loadAnyPublicKey | typeof loadAnyPrivateKey, json: unknown): Promise<string> {
  return (await failureOf(() => load(JSON.stringify(json), { backend }))).code;
}

describe('a JSON Web Key', () => {
  it.each([
    ['rsa', 'PS256', 'rsassa-pss-sha256'],
    ['rsa', 'PS512', 'rsassa-pss-sha512'],
    ['rsa', 'RS384', 'rsa-pkcs1v15-sha384'],
    ['p256', 'ES256', 'ecdsa-sha2-nistp256'],
    ['p521', 'ES512', 'ecdsa-sha2-nistp521'],
    ['ed25519', 'EdDSA', 'ed25519'],
    ['ed25519', 'Ed25519', 'ed25519'],
  ])('of %s for %s has the scheme %s', async (name, alg, scheme) => {
    const source = JSON.stringify({ ...jsonOf(name, 'public', 'JWK'), alg });
    expect((await loadAnyPublicKey(source, { backend })).scheme).toBe(scheme);
    const secret = JSON.stringify({ ...jsonOf(name, 'private', 'JWK'), alg });
    expect((await loadAnyPrivateKey(secret, { backend })).publicKey.scheme).toBe(scheme);
  });

  it('has the scheme that the caller asks for, whatever its algorithm', async () => {
    const source = JSON.stringify({ ...jsonOf('rsa', 'public', 'JWK'), alg: 'RS256' });
    const scheme = 'rsassa-pss-sha224';
    expect((await loadAnyPublicKey(source, { backend, scheme })).scheme).toBe(scheme);
  });

  it.each([
    ['an algorithm of another type', 'rsa', { alg: 'ES256' }, 'ERR_KEY_UNUSABLE'],
    ['an algorithm of another curve', 'p256', { alg: 'ES384' }, 'ERR_KEY_UNUSABLE'],
    ['an algorithm for encryption', 'rsa', { alg: 'RSA-OAEP' }, 'ERR_KEY_UNUSABLE'],
    ['a use for encryption', 'rsa', { use: 'enc' }, 'ERR_KEY_UNUSABLE'],
    ['another type', 'rsa', { kty: 'AKP' }, 'ERR_CRYPTO_UNSUPPORTED'],
    ['another curve', 'p256', { crv: 'secp256k1' }, 'ERR_CRYPTO_UNSUPPORTED'],
    ['a curve for key agreement', 'ed25519', { crv: 'X25519' }, 'ERR_CRYPTO_UNSUPPORTED'],
    ['a missing coordinate', 'p256', { y: undefined }, 'ERR_KEY_FORMAT'],
    ['a number for a coordinate', 'p256', { y: 1 }, 'ERR_KEY_FORMAT'],
    ['padding', 'p256', { y: 'AA==' }, 'ERR_KEY_FORMAT'],
    ['the other base64', 'p256', { y: '++//' }, 'ERR_KEY_FORMAT'],
    ['bits that belong to no byte', 'p256', { y: 'AB' }, 'ERR_KEY_FORMAT'],
    ['no digits', 'rsa', { n: '' }, 'ERR_KEY_FORMAT'],
    ['a short coordinate', 'p256', { y: 'AQ' }, 'ERR_KEY_UNUSABLE'],
    ['a short point', 'ed25519', { x: 'AQ' }, 'ERR_KEY_UNUSABLE'],
    ['an even exponent', 'rsa', { e: 'Ag' }, 'ERR_KEY_UNUSABLE'],
    ['a zero modulus', 'rsa', { n: 'AA' }, 'ERR_KEY_FORMAT'],
  ])('is refused with %s', async (_what, name, change, code) => {
    expect(await codeOf(loadAnyPublicKey, { ...jsonOf(name, 'public', 'JWK'), ...change })).toBe(code);
    expect(await codeOf(loadAnyPrivateKey, { ...jsonOf(name, 'private', 'JWK'), ...change })).toBe(code);
  });

  it.each([
    ['more primes', 'rsa', { oth: [] }, 'ERR_KEY_UNUSABLE'],
    ['no primes', 'rsa', { p: undefined, q: undefined }, 'ERR_KEY_FORMAT'],
    ['too long a secret', 'p256', { d: 'AQ'.padEnd(46, 'A') }, 'ERR_KEY_UNUSABLE'],
    ['a short seed', 'ed25519', { d: 'AQ' }, 'ERR_KEY_FORMAT'],
  ])('is refused as private with %s', async (_what, name, change, code) => {
    expect(await codeOf(loadAnyPrivateKey, { ...jsonOf(name, 'private', 'JWK'), ...change })).toBe(code);
  });

  it('is refused beside the public key of another', async () => {
    const [mine, other] = [jsonOf('ed25519', 'private', 'JWK'), jsonOf('p256', 'private', 'JWK')];
    expect(await codeOf(loadAnyPrivateKey, { ...mine, d: other['d'] })).toBe('ERR_KEY_UNUSABLE');
  });

  it('may have zeros before its numbers', async () => {
    const json = jsonOf('rsa', 'public', 'JWK');
    const source = JSON.stringify({ ...json, e: 'AAEAAQ' });
    expect((await loadAnyPublicKey(source, { backend })).keyId).toBe(keyNamed('rsa').keyid);
  });

  it('that is private is found among public ones', async () => {
    const keys = [jsonOf('p256', 'public', 'JWK'), jsonOf('ed25519', 'private', 'JWK')];
    expect(await codeOf(loadAnyPublicKey, { keys })).toBe('ERR_KEY_PRIVATE');
    expect(await codeOf(loadAnyPrivateKey, { keys })).toBe('ERR_KEY_SEVERAL');
  });
});

describe('a key object', () => {
  const key = jsonOf('p384', 'public', 'layout key object');

  it('keeps the key id that it names, unless told', async () => {
    const named = JSON.stringify({ ...key, keyid: 'mine', more: [1] });
    const loaded = await loadAnyPublicKey(named, { backend });
    expect(loaded).toMatchObject({ keyId: 'mine', json: { keyid: 'mine', more: [1] } });
    const computed = await loadAnyPublicKey(named, { backend, keyId: 'current' });
    expect(computed.keyId).toBe(keyNamed('p384').keyid);
  });

  it('gets the key id of a map', async () => {
    const { keyid: _keyid, ...anonymous } = key;
    const loaded = await loadAnyPublicKey(JSON.stringify({ mine: anonymous }), { backend });
    expect(loaded).toMatchObject({ keyId: 'mine', json: { keyid: 'mine' } });
  });

  it('gets the id of the convention that its members follow', async () => {
    const { keyid: _keyid, ...anonymous } = key;
    const pem = String((key['keyval'] as Json)['public']);
    const current = await loadAnyPublicKey(JSON.stringify(anonymous), { backend });
    expect(current).toEqual(await loadPublicKey(pem, { backend }));
    const old = { ...anonymous, keyid_hash_algorithms: ['sha256', 'sha512'], keyval: { public: pem.trimEnd() } };
    const legacy = await loadAnyPublicKey(JSON.stringify(old), { backend });
    expect(legacy).toEqual(await loadPublicKey(pem, { backend, keyId: 'legacy' }));
  });

  it('is refused among several', async () => {
    const other = jsonOf('p256', 'public', 'layout key object');
    const error = await failureOf(() => loadAnyPublicKey(JSON.stringify({ a: key, b: other }), { backend }));
    expect(error.code).toBe('ERR_KEY_SEVERAL');
    expect(error.message).toContain('2 keys');
  });

  it.each([
    ['an unknown type', { keytype: 'x' }, 'ERR_KEY_FORMAT'],
    ['an unknown scheme', { scheme: 'x' }, 'ERR_KEY_FORMAT'],
    ['the scheme of another curve', { scheme: 'ecdsa-sha2-nistp256' }, 'ERR_KEY_UNUSABLE'],
    ['an empty id', { keyid: '' }, 'ERR_KEY_FORMAT'],
    ['a numeric id', { keyid: 1 }, 'ERR_KEY_FORMAT'],
    ['no public key', { keyval: {} }, 'ERR_KEY_FORMAT'],
    ['a public key that is none', { keyval: { public: 'x' } }, 'ERR_KEY_UNUSABLE'],
  ])('is refused with %s', async (_what, change, code) => {
    expect(await codeOf(loadAnyPublicKey, { ...key, ...change })).toBe(code);
  });

  it('may hold a private key as in-toto-golang writes it', async () => {
    const pem = fileOf('p256', 'private', 'PKCS#8 PEM').text ?? '';
    const spki = fileOf('p256', 'public', 'SPKI PEM').text ?? '';
    const json = {
      keytype: 'ecdsa',
      scheme: 'ecdsa-sha2-nistp256',
      keyval: { public: spki.trim(), private: pem.trim() },
    };
    const loaded = await loadAnyPrivateKey(JSON.stringify(json), { backend });
    expect(loaded).toEqual(await loadPrivateKey(pem, { backend }));
  });

  it('takes 64 bytes for an Ed25519 pair, as in-toto-golang does', async () => {
    const json = jsonOf('ed25519 of securesystemslib 0.31', 'private', 'JSON');
    const { public: point, private: seed } = json['keyval'] as Readonly<Record<string, string>>;
    const pair = { ...json, keyval: { public: point, private: `${seed}${point}` } };
    const loaded = await loadAnyPrivateKey(JSON.stringify(pair), { backend });
    expect(loaded).toEqual(await loadAnyPrivateKey(JSON.stringify(json), { backend }));
  });

  it('is refused beside the public key of another', async () => {
    const json = jsonOf('ed25519 of securesystemslib 0.31', 'private', 'JSON');
    const keyval = { ...(json['keyval'] as Json), private: '01'.repeat(32) };
    expect(await codeOf(loadAnyPrivateKey, { ...json, keyval })).toBe('ERR_KEY_UNUSABLE');
  });
});
