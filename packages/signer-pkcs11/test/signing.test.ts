import { createPublicKey, type KeyObject, verify, constants } from 'node:crypto';

import {
  createToken,
  TOKEN_KEY_NAMES as KEY_NAMES,
  type TokenKeyName as KeyName,
  SOFTHSM_MODULE as modulePath,
  PIN,
  SOFTHSM,
  withPrograms,
} from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { authenticate, loadPublicKey, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { encodeUtf8 } from '@intoto/encoding';
import { createEnvelope, createLink, createMetablock, encodeLink, parseLink } from '@intoto/models';
import { expect, it } from 'vitest';

import { createSigner, failing, spyOn } from './spy-module.ts';

const DATA = encodeUtf8('signed by a token');

/** Verifies with OpenSSL and the key as it was before it went to the token. */
function verifyWithOpenssl(key: KeyObject, scheme: string, signature: Uint8Array): boolean {
  const [, bits = '256'] = /(\d+)$/u.exec(scheme) ?? [];
  if (scheme === 'ed25519') return verify(null, DATA, key, signature);
  if (scheme.startsWith('ecdsa')) return verify(`sha${bits === '521' ? '512' : bits}`, DATA, key, signature);
  if (!scheme.startsWith('rsassa-pss')) return verify(`sha${bits}`, DATA, key, signature);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(`sha${bits}`, DATA, { key, padding, saltLength: Number(bits) / 8 }, signature);
}

function pemOf(publicKey: KeyObject): string {
  return publicKey.export({ format: 'pem', type: 'spki' }).toString();
}

const RSA_SCHEMES = ['224', '256', '384', '512'].flatMap((bits) => [
  `rsassa-pss-sha${bits}`,
  `rsa-pkcs1v15-sha${bits}`,
]);
const CASES: readonly (readonly [name: KeyName, scheme: string])[] = [
  ...RSA_SCHEMES.map((scheme) => ['rsa', scheme] as const),
  ['p256', 'ecdsa-sha2-nistp256'],
  ['p384', 'ecdsa-sha2-nistp384'],
  ['p521', 'ecdsa-sha2-nistp521'],
  ['ed25519', 'ed25519'],
];

withPrograms(SOFTHSM, 'a key on a token', () => {
  it('signs with every scheme what OpenSSL verifies', async () => {
    const token = createToken();
    const keys = new Map(KEY_NAMES.map((name) => [name, token.importKey(name)]));
    for (const [name, scheme] of CASES) {
      const key = keys.get(name);
      const options = { backend, modulePath, token: { label: token.label }, key: { label: name }, pin: PIN, scheme };
      const signer = await createSigner(options);
      const signature = await signer.sign(DATA);
      await signer.close();
      expect([scheme, key !== undefined && verifyWithOpenssl(key, scheme, signature)]).toEqual([scheme, true]);
    }
  });

  it.each(KEY_NAMES)(
    'of type %s signs links in both containers, with the key id of the same key as PEM',
    async (name) => {
      const token = createToken();
      const pem = token.importKey(name).export({ format: 'pem', type: 'spki' });
      const signer = await createSigner({ backend, modulePath, token: { label: token.label }, pin: PIN });
      expect(signer.publicKey).toEqual(await loadPublicKey(pem.toString(), { backend }));
      const link = encodeLink(createLink({ name: 'build' }));
      for (const metadata of [createMetablock(link), createEnvelope(link)]) {
        const signed = await signMetadata(metadata, signer);
        const keys = [signer.publicKey];
        expect(await authenticate(signed, { keys, threshold: 1, backend, parse: parseLink })).toMatchObject({
          ok: true,
        });
      }
      await signer.close();
    },
  );

  it('signs nothing and megabytes', async () => {
    const token = createToken({ keys: KEY_NAMES });
    for (const name of KEY_NAMES) {
      const key = { label: name };
      const signer = await createSigner({ backend, modulePath, token: { label: token.label }, key, pin: PIN });
      for (const size of [0, 5_000_000]) expect((await signer.sign(new Uint8Array(size))).length).toBeGreaterThan(60);
      await signer.close();
    }
  });

  it('signs for many at once, one after the other', async () => {
    const token = createToken();
    for (const name of ['ed25519', 'p256'] as const) token.importKey(name);
    const spy = await spyOn(modulePath);
    const options = { backend, token: { label: token.label }, pin: PIN };
    const signers = await Promise.all([
      spy.createSigner({ ...options, key: { label: 'ed25519' } }),
      spy.createSigner({ ...options, key: { label: 'p256' } }),
      spy.createSigner({ ...options, key: { label: 'ed25519' } }),
    ]);
    const inputs = Array.from({ length: 30 }, (_, index) => Uint8Array.of(index));
    const [first, second] = await Promise.all(
      [0, 2].map((index) => Promise.all(inputs.map(async (input) => signers[index]?.sign(input)))),
    );
    expect(first).toEqual(second);
    expect(new Set(first?.map(String)).size).toBe(30);
    await Promise.all(signers.map((signer) => signer.close()));
    expect(spy.overlaps).toBe(0);
    expect(spy.calls.filter((name) => name === 'initialize' || name === 'finalize')).toEqual([
      'initialize',
      'finalize',
    ]);
  });

  it('signs what there was when it was asked', async () => {
    const token = createToken();
    const key = token.importKey('ed25519');
    const signer = await createSigner({ backend, modulePath, token: { label: token.label }, pin: PIN });
    // Of a Buffer, slice() is no copy.
    const data = Buffer.from(DATA);
    const signing = signer.sign(data);
    data.fill(0);
    expect(verify(null, DATA, key, await signing)).toBe(true);
    await signer.close();
  });

  it('signs no more once its signer is closed; closing twice is closing once', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const spy = await spyOn(modulePath);
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    await Promise.all([signer.close(), signer.close()]);
    await expect(signer.sign(DATA)).rejects.toThrow(TypeError);
    expect(spy.calls.slice(-2)).toEqual(['closeSession', 'finalize']);
  });

  it('is hashed by the token where it does not take digests', async () => {
    const token = createToken();
    const keys = new Map((['rsa', 'p256'] as const).map((name) => [name, token.importKey(name)]));
    for (const [name, scheme] of [
      ['rsa', 'rsassa-pss-sha384'],
      ['rsa', 'rsa-pkcs1v15-sha512'],
      ['p256', 'ecdsa-sha2-nistp256'],
    ] as const) {
      const spy = await spyOn(modulePath);
      const hashing = new Set([0x44, 0x42, 0x1044]);
      spy.instead.getMechanisms = () => Promise.resolve(hashing);
      const options = { backend, token: { label: token.label }, key: { label: name }, pin: PIN, scheme };
      // SoftHSM 2.6 has no ECDSA that hashes; that it was asked is enough.
      const used: number[] = [];
      if (name === 'p256') {
        spy.instead.signInit = async (_session, { type }) => void used.push(type);
        spy.instead.sign = failing(0x70);
      }
      const signer = await spy.createSigner(options);
      const key = keys.get(name);
      if (name === 'p256') {
        expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_FAILED');
        expect(used).toEqual([0x1044]);
      } else expect(key !== undefined && verifyWithOpenssl(key, scheme, await signer.sign(DATA))).toBe(true);
      await signer.close();
    }
  });

  it('cannot sign with a mechanism that the token lacks', async () => {
    const token = createToken({ keys: KEY_NAMES });
    for (const name of KEY_NAMES) {
      const spy = await spyOn(modulePath);
      spy.instead.getMechanisms = () => Promise.resolve(new Set([1, 2, 3].filter((type) => type !== 1)));
      const options = { backend, token: { label: token.label }, key: { label: name }, pin: PIN };
      expect(await codeOf(spy.createSigner(options))).toBe('ERR_CRYPTO_UNSUPPORTED');
    }
  });

  it('cannot sign with a scheme of another kind of key, nor an unknown one', async () => {
    const token = createToken();
    token.importKey('p256');
    for (const [scheme, code] of [
      ['ed25519', 'ERR_CRYPTO_UNSUPPORTED'],
      ['ecdsa-sha2-nistp384', 'ERR_KEY_UNUSABLE'],
      ['nonsense', 'ERR_CRYPTO_UNSUPPORTED'],
    ] as const) {
      const options = { backend, modulePath, token: { label: token.label }, pin: PIN, scheme };
      expect(await codeOf(createSigner(options))).toBe(code);
    }
  });

  it('whose signature does not verify is not handed on', async () => {
    const token = createToken();
    for (const name of ['p256', 'ed25519'] as const) token.importKey(name);
    const wrong = [new Uint8Array(), new Uint8Array(63), new Uint8Array(64), new Uint8Array(64).fill(255)];
    for (const name of ['p256', 'ed25519'])
      for (const bytes of wrong) {
        const spy = await spyOn(modulePath);
        const options = { backend, token: { label: token.label }, key: { label: name }, pin: PIN };
        const signer = await spy.createSigner(options);
        spy.instead.sign = () => Promise.resolve(bytes);
        const error = await rejectionOf(signer.sign(DATA));
        expect(error).toMatchObject({ code: 'ERR_PKCS11_SIGNATURE', details: { keyId: signer.publicKey.keyId } });
        await signer.close();
      }
  });
});

withPrograms(SOFTHSM, 'the public key of a key on a token', () => {
  it('comes from the private key where there is no other (RSA)', async () => {
    const token = createToken();
    const key = token.importKey('rsa');
    token.tool('--delete-object', '--type', 'pubkey', '--label', 'rsa');
    const signer = await createSigner({ backend, modulePath, token: { label: token.label }, pin: PIN });
    expect(verifyWithOpenssl(key, 'rsassa-pss-sha256', await signer.sign(DATA))).toBe(true);
    await signer.close();
  });

  it('is passed along where the token has none', async () => {
    const token = createToken();
    const key = token.importKey('p256');
    const other = createPublicKey(createToken().importKey('p256').export({ format: 'pem', type: 'spki' }));
    token.tool('--delete-object', '--type', 'pubkey', '--label', 'p256');
    const options = { backend, modulePath, token: { label: token.label }, pin: PIN };
    expect(await codeOf(createSigner(options))).toBe('ERR_PKCS11_PUBLIC_KEY');
    const signer = await createSigner({ ...options, publicKey: pemOf(key) });
    expect(verifyWithOpenssl(key, 'ecdsa-sha2-nistp256', await signer.sign(DATA))).toBe(true);
    await signer.close();
    const wrong = await createSigner({ ...options, publicKey: pemOf(other) });
    expect(await codeOf(wrong.sign(DATA))).toBe('ERR_PKCS11_SIGNATURE');
    await wrong.close();
    const rsa = pemOf(createToken().importKey('rsa'));
    expect(await codeOf(createSigner({ ...options, publicKey: rsa }))).toBe('ERR_KEY_UNUSABLE');
  });

  it('comes from a certificate', async () => {
    const token = createToken();
    const certificate = token.importCertified();
    const signer = await createSigner({ backend, modulePath, token: { label: token.label }, pin: PIN });
    expect(verifyWithOpenssl(certificate.publicKey, 'ecdsa-sha2-nistp256', await signer.sign(DATA))).toBe(true);
    await signer.close();
  });

  it('is the one with the same label where ids are not told apart', async () => {
    const token = createToken();
    const keys = (['p256', 'ed25519'] as const).map((name) => token.importKey(name, { id: '01' }));
    const twin = token.importKey('p256', { id: '02', label: 'twin' });
    for (const [index, label] of ['p256', 'ed25519', 'twin'].entries()) {
      const key = keys[index] ?? twin;
      const options = { backend, modulePath, token: { label: token.label }, key: { label }, pin: PIN };
      const signer = await createSigner(options);
      const scheme = label === 'ed25519' ? label : 'ecdsa-sha2-nistp256';
      expect(verifyWithOpenssl(key, scheme, await signer.sign(DATA))).toBe(true);
      await signer.close();
    }
  });
});
