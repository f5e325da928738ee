import { webcryptoBackend as backend } from '@intoto-tests/support';
import {
  checkSignature,
  type CheckSignatureOptions,
  combineBackends,
  type CryptoBackend,
  CryptoError,
  type OpenPgpQuestion,
  type OpenPgpVerifier,
  signedBytes,
  signMetadata,
} from '@intoto/crypto';
import { createJsonObject, encodeHex } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  type Envelope,
  type Metablock,
  type Metadata,
  parseMetadata,
  parsePublicKey,
  type PublicKey,
  type SslibPublicKey,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { createGpgKey, createSample, LINK } from './samples.ts';
import vectors from './vectors/metadata.json' with { type: 'json' };

type Failure = Extract<Awaited<ReturnType<typeof checkSignature>>, { ok: false }>;

async function codeOf(
  metadata: Metadata,
  key: PublicKey,
  options?: Partial<CheckSignatureOptions>,
): Promise<Failure['code'] | 'ok'> {
  const check = await checkSignature(metadata, key, { backend, ...options });
  return check.ok ? 'ok' : check.code;
}

async function createSigned(): Promise<{ metablock: Metablock; envelope: Envelope; key: SslibPublicKey }> {
  const { signer } = await createSample();
  return {
    metablock: (await signMetadata(createMetablock(LINK), signer)) as Metablock,
    envelope: (await signMetadata(createEnvelope(LINK), signer)) as Envelope,
    key: signer.publicKey,
  };
}

function withSignature(metablock: Metablock, keyId: string, sig: string): Metablock {
  return { ...metablock, signatures: [{ form: 'plain', keyId, sig, json: createJsonObject([]) }] };
}

function withGpgSignature(metablock: Metablock, keyId: string): Metablock {
  const json = createJsonObject([]);
  return { ...metablock, signatures: [{ form: 'gpg', keyId, signature: '00', otherHeaders: '00', json }] };
}

function withPublic(key: SslibPublicKey, publicText: string | null): SslibPublicKey {
  return { ...key, keyVal: createJsonObject([['public', publicText]]) };
}

describe('metadata signed by the reference', () => {
  for (const [name, json] of Object.entries(vectors.keys)) {
    const key = parsePublicKey(json);
    for (const container of ['metablock', 'envelope'] as const)
      for (const form of ['received', 'reference'] as const)
        it(`verifies: ${container} by ${name}, form ${form}`, async () => {
          expect(await codeOf(parseMetadata(vectors[container]), key, { form })).toBe('ok');
        });

    it(`with an unknown member counts in the form of the reference alone: ${name}`, async () => {
      const metadata = parseMetadata(vectors.unknownMember);
      expect(await codeOf(metadata, key, { form: 'reference' })).toBe('ok');
      expect(await codeOf(metadata, key)).toBe('ERR_SIGNATURE_INVALID');
    });
  }

  it('verifies with a key of the old type', async () => {
    const metadata = parseMetadata(vectors.signedByLegacyKey);
    expect(await codeOf(metadata, parsePublicKey(vectors.legacyKey))).toBe('ok');
  });

  it('may have blanks between bytes of hex in the form of the reference alone', async () => {
    const metadata = parseMetadata(vectors.spacedHex);
    const key = parsePublicKey(vectors.keys.ed25519);
    expect(await codeOf(metadata, key, { form: 'reference' })).toBe('ok');
    expect(await codeOf(metadata, key)).toBe('ERR_SIGNATURE_ENCODING');
  });
});

describe('checkSignature', () => {
  it('wants a signature that names the key', async () => {
    const { metablock, envelope } = await createSigned();
    const other = (await createSample()).signer.publicKey;
    expect(await codeOf(metablock, other)).toBe('ERR_SIGNATURE_MISSING');
    expect(await codeOf(envelope, other)).toBe('ERR_SIGNATURE_MISSING');
  });

  it('does not take a good signature under another name', async () => {
    const { metablock, envelope, key } = await createSigned();
    expect(await codeOf(metablock, { ...key, keyId: 'other' })).toBe('ERR_SIGNATURE_MISSING');
    expect(await codeOf(envelope, { ...key, keyId: 'other' })).toBe('ERR_SIGNATURE_MISSING');
    const renamed = withSignature(metablock, 'other', (metablock.signatures[0] as { sig: string }).sig);
    expect(await codeOf(renamed, key, { signatureKeyIds: ['other'] })).toBe('ERR_SIGNATURE_INVALID');
  });

  it('refuses a signature over other bytes', async () => {
    const { metablock, envelope, key } = await createSigned();
    expect(await codeOf({ ...metablock, signed: { ...LINK, name: 'other' } }, key)).toBe('ERR_SIGNATURE_INVALID');
    expect(await codeOf({ ...envelope, payload: envelope.payload.slice(1) }, key)).toBe('ERR_SIGNATURE_INVALID');
    expect(await codeOf({ ...envelope, payloadType: 'text/plain' }, key)).toBe('ERR_SIGNATURE_INVALID');
  });

  it('looks at the first signature that names the key, and at no other', async () => {
    const { metablock, key } = await createSigned();
    const [good] = metablock.signatures;
    const [bad] = withSignature(metablock, key.keyId, '00'.repeat(64)).signatures;
    if (good === undefined || bad === undefined) throw new Error('signatures missing');
    expect(await codeOf({ ...metablock, signatures: [good, bad] }, key)).toBe('ok');
    expect(await codeOf({ ...metablock, signatures: [bad, good] }, key)).toBe('ERR_SIGNATURE_INVALID');
  });

  it('does not mind signatures by others', async () => {
    const { metablock, key } = await createSigned();
    const foreign = withSignature(metablock, 'other', 'not hex').signatures;
    expect(await codeOf({ ...metablock, signatures: [...foreign, ...metablock.signatures] }, key)).toBe('ok');
  });

  it.each([
    ['an odd digit', 'abc', 'ERR_SIGNATURE_ENCODING'],
    ['other letters', 'zz', 'ERR_SIGNATURE_ENCODING'],
    ['a prefix', '0x00', 'ERR_SIGNATURE_ENCODING'],
    ['a blank within a byte', '0 0', 'ERR_SIGNATURE_ENCODING'],
    ['a no-break space', '00\u{a0}00', 'ERR_SIGNATURE_ENCODING'],
    ['nothing', '', 'ERR_SIGNATURE_INVALID'],
    ['one byte', '00', 'ERR_SIGNATURE_INVALID'],
    ['a long one', '00'.repeat(10_000), 'ERR_SIGNATURE_INVALID'],
  ])('refuses %s as a signature in both forms', async (_, sig, code) => {
    const { metablock, key } = await createSigned();
    for (const form of ['received', 'reference'] as const)
      expect(await codeOf(withSignature(metablock, key.keyId, sig), key, { form })).toBe(code);
  });

  it('takes hex of either case', async () => {
    const { metablock, key } = await createSigned();
    const { sig } = metablock.signatures[0] as { sig: string };
    expect(await codeOf(withSignature(metablock, key.keyId, sig.toUpperCase()), key)).toBe('ok');
  });

  it.each([
    ['no text', null],
    ['no hex', 'zz'.repeat(32)],
    ['a byte too few', '00'.repeat(31)],
    ['PEM where hex belongs', vectors.keys.p256.keyval.public],
  ])('tells an unusable Ed25519 key from a bad signature: %s', async (_, text) => {
    const { metablock, key } = await createSigned();
    expect(await codeOf(metablock, withPublic(key, text))).toBe('ERR_KEY_UNUSABLE');
  });

  it.each([
    ['no PEM', 'rubbish'],
    ['another key', vectors.keys.rsa.keyval.public],
    ['another curve', vectors.keys.p384.keyval.public],
    ['a malformed block', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n'],
  ])('tells an unusable ECDSA key from a bad signature: %s', async (_, text) => {
    const key = parsePublicKey(vectors.keys.p256) as SslibPublicKey;
    expect(await codeOf(parseMetadata(vectors.metablock), withPublic(key, text))).toBe('ERR_KEY_UNUSABLE');
  });

  it('takes an Ed25519 key in capitals and with blanks, as the reference does', async () => {
    const { metablock, key } = await createSigned();
    const text = `${(key.keyVal['public'] as string).toUpperCase()}\n`;
    expect(await codeOf(metablock, withPublic(key, text))).toBe('ok');
  });

  it('says that it does not know a key type or scheme, whether or not there is a signature', async () => {
    const { metablock, envelope, key } = await createSigned();
    for (const metadata of [metablock, envelope, { ...metablock, signatures: [] }]) {
      expect(await codeOf(metadata, { ...key, scheme: 'ml-dsa-44/1' })).toBe('ERR_CRYPTO_UNSUPPORTED');
      expect(await codeOf(metadata, { ...key, keyType: 'rsa' })).toBe('ERR_CRYPTO_UNSUPPORTED');
    }
  });

  it('says that the backend lacks a scheme', async () => {
    const key: SslibPublicKey = {
      ...(parsePublicKey(vectors.keys.rsa) as SslibPublicKey),
      scheme: 'rsassa-pss-sha224',
    };
    expect(await codeOf(parseMetadata(vectors.metablock), key)).toBe('ERR_CRYPTO_UNSUPPORTED');
  });

  it('rejects when the backend fails for outside reasons', async () => {
    const { metablock, key } = await createSigned();
    const broken: CryptoBackend = { ...backend, createVerifier: () => Promise.reject(new Error('out of order')) };
    await expect(checkSignature(metablock, key, { backend: broken })).rejects.toThrow('out of order');
  });

  it('does not decide on OpenPGP keys and signatures alone', async () => {
    const { metablock, envelope, key } = await createSigned();
    const gpg = createGpgKey(key.keyId, 'rsa', { n: 'ff', e: '03' });
    expect(await codeOf({ ...envelope, signatures: [] }, gpg)).toBe('ERR_SIGNATURE_FORMAT');
    expect(await codeOf({ ...metablock, signatures: [] }, gpg)).toBe('ERR_SIGNATURE_MISSING');
    expect(await codeOf(withGpgSignature(metablock, key.keyId), gpg)).toBe('ERR_CRYPTO_UNSUPPORTED');
  });

  it('names the signature where the key cannot have made it, which is by somebody else', async () => {
    const { metablock, envelope, key } = await createSigned();
    const gpg = createGpgKey(key.keyId, 'rsa', { n: 'ff', e: '03' });
    expect(await codeOf(withGpgSignature(metablock, key.keyId), key)).toBe('ERR_SIGNATURE_FORMAT');
    for (const metadata of [metablock, envelope]) expect(await codeOf(metadata, gpg)).toBe('ERR_SIGNATURE_FORMAT');
  });

  it('finds signatures by subkeys', async () => {
    const { metablock, key } = await createSigned();
    const subkeys = createJsonObject([[key.keyId, createJsonObject([])]]);
    const main = createGpgKey('main', 'rsa', { n: 'ff', e: '03' });
    const withSubkey = { ...main, json: createJsonObject([...Object.entries(main.json), ['subkeys', subkeys]]) };
    expect(await codeOf(metablock, main)).toBe('ERR_SIGNATURE_MISSING');
    expect(await codeOf(metablock, withSubkey)).toBe('ERR_SIGNATURE_FORMAT');
    expect(await codeOf(metablock, main, { signatureKeyIds: [key.keyId] })).toBe('ERR_SIGNATURE_FORMAT');
  });

  it('gives up on subkeys that are no object where the reference does', async () => {
    const { metablock, envelope, key } = await createSigned();
    for (const subkeys of [null, []]) {
      const broken = { ...key, json: createJsonObject([...Object.entries(key.json), ['subkeys', subkeys]]) };
      expect(await codeOf(metablock, broken)).toBe('ok');
      expect(await codeOf(envelope, broken)).toBe('ok');
      expect(await codeOf({ ...metablock, signatures: [] }, broken)).toBe('ERR_SIGNATURE_MISSING');
      const foreign = withSignature(metablock, 'other', '00').signatures;
      const signatures = [...foreign, ...metablock.signatures];
      expect(await codeOf({ ...metablock, signatures }, broken)).toBe('ERR_CRYPTO_UNSUPPORTED');
    }
  });

  it('says what is wrong in a sentence that names the key', async () => {
    const { metablock, key } = await createSigned();
    const check = await checkSignature({ ...metablock, signatures: [] }, key, { backend });
    expect(check.ok ? '' : check.message).toContain(key.keyId);
  });
});

/** Says of everything that it is expired, and notes what it was asked. */
function createVerifier(): { readonly verifier: OpenPgpVerifier; readonly asked: OpenPgpQuestion[] } {
  const asked: OpenPgpQuestion[] = [];
  const check = async (question: OpenPgpQuestion) => {
    asked.push(question);
    return { ok: false, code: 'ERR_KEY_EXPIRED', message: 'too late' } as const;
  };
  return { verifier: { check }, asked };
}

async function failToLoad(): Promise<never> {
  throw new Error('not installed');
}

describe('the OpenPGP verifier of the caller', () => {
  const now = new Date('2020-01-01T00:00:00Z');
  const newer: SslibPublicKey = {
    ...(parsePublicKey({ keyid: 'abcd', keytype: 'rsa', scheme: 'pgp+rsa-pkcsv1.5', keyval: {} }) as SslibPublicKey),
  };

  it('decides on signatures in OpenPGP form, by whatever key', async () => {
    const { metablock, key } = await createSigned();
    const signed = withGpgSignature(metablock, key.keyId);
    for (const asked of [key, createGpgKey(key.keyId, 'rsa', { n: 'ff', e: '03' })]) {
      const { verifier, asked: questions } = createVerifier();
      expect(await codeOf(signed, asked, { openpgp: verifier, now, form: 'reference' })).toBe('ERR_KEY_EXPIRED');
      expect(questions).toEqual([
        {
          bytes: signedBytes(signed),
          container: 'metablock',
          signature: signed.signatures[0],
          key: asked,
          now,
          backend,
          form: 'reference',
        },
      ]);
    }
  });

  it('decides on keys with a scheme of OpenPGP, in both containers', async () => {
    const { metablock, envelope, key } = await createSigned();
    const named = { ...newer, keyId: key.keyId };
    for (const metadata of [metablock, envelope]) {
      const { verifier, asked } = createVerifier();
      expect(await codeOf(metadata, named, { openpgp: verifier, now })).toBe('ERR_KEY_EXPIRED');
      expect(asked).toMatchObject([{ container: metadata.container, form: 'received' }]);
      expect(await codeOf({ ...metadata, signatures: [] }, named, { openpgp: verifier, now })).toBe(
        'ERR_SIGNATURE_MISSING',
      );
      expect(await codeOf(metadata, named)).toBe('ERR_CRYPTO_UNSUPPORTED');
    }
  });

  it('is not asked about other signatures by keys in OpenPGP form, nor about envelopes', async () => {
    const { metablock, envelope, key } = await createSigned();
    const { verifier, asked } = createVerifier();
    const gpg = createGpgKey(key.keyId, 'rsa', { n: 'ff', e: '03' });
    for (const metadata of [metablock, envelope])
      expect(await codeOf(metadata, gpg, { openpgp: verifier, now })).toBe('ERR_SIGNATURE_FORMAT');
    expect(asked).toEqual([]);
  });

  it('is loaded when it is needed, and not before', async () => {
    const { metablock, key } = await createSigned();
    let loaded = 0;
    const { verifier } = createVerifier();
    const openpgp = async () => {
      loaded += 1;
      return verifier;
    };
    expect(await codeOf(metablock, key, { openpgp, now })).toBe('ok');
    expect(await codeOf({ ...metablock, signatures: [] }, { ...newer, keyId: key.keyId }, { openpgp, now })).toBe(
      'ERR_SIGNATURE_MISSING',
    );
    expect(loaded).toBe(0);
    expect(await codeOf(withGpgSignature(metablock, key.keyId), key, { openpgp, now })).toBe('ERR_KEY_EXPIRED');
    expect(loaded).toBe(1);
    await expect(
      checkSignature(withGpgSignature(metablock, key.keyId), key, { backend, openpgp: failToLoad, now }),
    ).rejects.toThrow('not installed');
  });

  it('needs to know what time it is', async () => {
    const { metablock, key } = await createSigned();
    const { verifier } = createVerifier();
    await expect(
      checkSignature(withGpgSignature(metablock, key.keyId), key, { backend, openpgp: verifier }),
    ).rejects.toThrow(TypeError);
  });

  it('is not needed for a key that has the members of both forms, where the signature is not in OpenPGP form', async () => {
    const { metablock, envelope, key } = await createSigned();
    const members = { type: 'rsa', method: 'x', hashes: [] };
    const both = parsePublicKey(createJsonObject([...Object.entries(key.json), ...Object.entries(members)]));
    expect(both.form).toBe('gpg');
    for (const metadata of [metablock, envelope]) expect(await codeOf(metadata, both)).toBe('ok');
    for (const change of [
      { scheme: 'x' },
      { keytype: 5 },
      { keytype: 'rsa', scheme: 'rsa-pkcs1v15-sha224' },
      { keyval: {} },
      { keyval: { public: 5 } },
      { keyval: null },
    ]) {
      const odd = parsePublicKey(createJsonObject(Object.entries({ ...both.json, ...change })));
      for (const metadata of [metablock, envelope]) expect(await codeOf(metadata, odd)).toBe('ERR_SIGNATURE_FORMAT');
    }
  });
});

function refuse(): never {
  throw new CryptoError('not me', { code: 'ERR_CRYPTO_UNSUPPORTED' });
}

describe('combineBackends', () => {
  const empty: CryptoBackend = {
    name: 'empty',
    digest: async () => refuse(),
    createHasher: refuse,
    createVerifier: async () => refuse(),
    createSign: async () => refuse(),
    derivePublicKey: async () => refuse(),
    generateKey: async () => refuse(),
    decryptPbes2: async () => refuse(),
    encryptPbes2: async () => refuse(),
    randomBytes: (length) => new Uint8Array(length),
  };
  const hasher = { update: () => undefined, digest: () => Uint8Array.of(1) };
  const second: CryptoBackend = { ...backend, createHasher: () => hasher };
  const combined = combineBackends(empty, second);
  const scheme = { type: 'ed25519' } as const;
  const data = Uint8Array.of(1, 2, 3);

  it('asks the second one for what the first one lacks', async () => {
    expect(combined.name).toBe('empty+web');
    expect(encodeHex(await combined.digest('sha256', data))).toBe(encodeHex(await backend.digest('sha256', data)));
    expect(combined.createHasher('sha256')).toBe(hasher);
    const pkcs8 = await combined.generateKey(scheme);
    const signature = await (await combined.createSign(scheme, pkcs8))(data);
    const verifier = await combined.createVerifier(scheme, await combined.derivePublicKey(pkcs8));
    expect(await verifier.verify(data, signature)).toBe(true);
    const kdf = { name: 'pbkdf2', salt: data, iterations: 1, hash: 'sha256' } as const;
    const parameters = { kdf, cipher: 'aes-256-cbc', iv: new Uint8Array(16) } as const;
    const ciphertext = await combined.encryptPbes2(parameters, data, data);
    expect(await combined.decryptPbes2(parameters, ciphertext, data)).toEqual(data);
    expect(combined.randomBytes(3)).toEqual(new Uint8Array(3));
  });

  it('asks the first one first', () => {
    expect(combineBackends(second, empty).createHasher('sha256')).toBe(hasher);
  });

  it('lets every other failure through', async () => {
    const unusable = new CryptoError('broken', { code: 'ERR_KEY_UNUSABLE' });
    const broken: CryptoBackend = {
      ...empty,
      digest: () => Promise.reject(unusable),
      createHasher: () => {
        throw unusable;
      },
    };
    const both = combineBackends(broken, second);
    await expect(both.digest('sha256', data)).rejects.toBe(unusable);
    expect(() => both.createHasher('sha256')).toThrow('broken');
  });
});
