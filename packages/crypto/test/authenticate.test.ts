import { createOpenPgpKey, failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import {
  authenticate,
  deriveAuthenticated,
  keyMaterialId,
  loadPublicKey,
  type OpenPgpVerifier,
  signMetadata,
} from '@intoto/crypto';
import { createJsonObject, encodeUtf8, type JsonObject, parseJson } from '@intoto/encoding';
import {
  type Authenticated,
  createEnvelope,
  createMetablock,
  type Metadata,
  parseLink,
  parseMetadata,
  parsePayload,
  parsePublicKey,
  type PublicKey,
  type SslibPublicKey,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { createGpgKey, createSample, LINK } from './samples.ts';
import keyFiles from './vectors/key-files.json' with { type: 'json' };
import vectors from './vectors/metadata.json' with { type: 'json' };

const parse = parseLink;

async function signTwice(metadata: Metadata): Promise<{ signed: Metadata; keys: readonly SslibPublicKey[] }> {
  const one = await createSample();
  const two = await createSample();
  const signed = await signMetadata(await signMetadata(metadata, one.signer), two.signer);
  return { signed, keys: [one.signer.publicKey, two.signer.publicKey] };
}

describe('authenticate', () => {
  for (const [name, metadata] of Object.entries({ Metablock: createMetablock(LINK), envelope: createEnvelope(LINK) })) {
    it(`opens a ${name} that enough keys have signed`, async () => {
      const { signed, keys } = await signTwice(metadata);
      const result = await authenticate(signed, { keys, threshold: 2, backend, parse });
      expect(result).toMatchObject({ ok: true, payload: { type: 'link', name: 'build' }, signers: keys });
      expect(result.checks).toEqual(keys.map((key) => ({ key, check: { ok: true } })));
    });

    it(`keeps a ${name} shut that too few keys have signed, and parses nothing`, async () => {
      const { signed, keys } = await signTwice(metadata);
      const stranger = (await createSample()).signer.publicKey;
      const parsed: JsonObject[] = [];
      const options = {
        keys: [...keys, stranger],
        threshold: 3,
        backend,
        parse: (tree: JsonObject) => parsed.push(tree),
      };
      const result = await authenticate(signed, options);
      expect(result.ok).toBe(false);
      expect(parsed).toEqual([]);
      expect(result.checks.map(({ check }) => check.ok)).toEqual([true, true, false]);
      expect(Object.keys(result)).not.toContain('payload');
    });
  }

  it('hands on what verifies signatures in OpenPGP form', async () => {
    const key = await createOpenPgpKey();
    const signed = await signMetadata(createMetablock(LINK), key.signer);
    const options = { keys: [key.publicKey], threshold: 1, backend, parse };
    const now = new Date('2020-01-01T00:00:00Z');
    const asked: unknown[] = [];
    const openpgp: OpenPgpVerifier = {
      check: async (question) => {
        asked.push([question.key, question.now, question.form]);
        return { ok: true };
      },
    };
    expect(await authenticate(signed, options)).toMatchObject({ ok: false });
    const result = await authenticate(signed, { ...options, openpgp, now, form: 'reference' });
    expect(result).toMatchObject({ ok: true, payload: { name: 'build' }, signers: [key.publicKey] });
    expect(asked).toEqual([[key.publicKey, now, 'reference']]);
  });

  it('opens nothing without keys', async () => {
    const { signed } = await signTwice(createMetablock(LINK));
    expect(await authenticate(signed, { keys: [], threshold: 1, backend, parse })).toEqual({ ok: false, checks: [] });
  });

  it('counts one key under two ids, or in two schemes, once', async () => {
    const metadata = parseMetadata(vectors.metablock);
    const pss = parsePublicKey(vectors.keys.rsa);
    const pkcs1 = parsePublicKey(vectors.keys['rsa-pkcs1']);
    const once = await authenticate(metadata, { keys: [pss, pkcs1], threshold: 1, backend, parse });
    expect(once).toMatchObject({ ok: true, signers: [pss] });
    const twice = await authenticate(metadata, { keys: [pss, pkcs1], threshold: 2, backend, parse });
    expect(twice.ok).toBe(false);
    expect(twice.checks.every(({ check }) => check.ok)).toBe(true);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('takes a threshold of %s for a mistake', async (threshold) => {
    const metadata = createMetablock(LINK);
    await expect(authenticate(metadata, { keys: [], threshold, backend, parse })).rejects.toThrow(TypeError);
  });

  it('hands on the tree that was signed, as received', async () => {
    const { signer } = await createSample();
    const signed = await signMetadata(createMetablock({ ...LINK, extra: 1 }), signer);
    const options = { keys: [signer.publicKey], threshold: 1, backend, parse: (tree: JsonObject) => tree };
    const result = await authenticate(signed, options);
    expect(result).toMatchObject({ ok: true, payload: { extra: 1 } });
  });

  it('hands on what the reference has verified, in its form', async () => {
    const metadata = parseMetadata(vectors.unknownMember);
    const keys = [parsePublicKey(vectors.keys.ed25519)];
    const options = { keys, threshold: 1, backend, form: 'reference', parse: (tree: JsonObject) => tree } as const;
    const result = await authenticate(metadata, options);
    expect(result.ok && 'unknown' in result.payload).toBe(false);
    expect(result).toMatchObject({ ok: true, payload: { name: 'build' } });
    const link = await authenticate(metadata, { ...options, parse: parsePayload });
    expect(link).toMatchObject({ ok: true, payload: { unknown: {} } });
  });

  it("reads an envelope's payload as it is told", async () => {
    const { signer } = await createSample();
    const payload = encodeUtf8('{"_type": "link", "_type": "link", "name": "x"}');
    const signed = await signMetadata({ ...createEnvelope(LINK), payload }, signer);
    const options = { keys: [signer.publicKey], threshold: 1, backend, parse };
    expect((await failureOf(() => authenticate(signed, options))).code).toBe('ERR_JSON_DUPLICATE_NAME');
    const result = await authenticate(signed, { ...options, read: { dialect: 'python' } });
    expect(result).toMatchObject({ ok: true, payload: { name: 'x' } });
  });

  it('lets the failure of a parse through', async () => {
    const { signed, keys } = await signTwice(createMetablock({ _type: 'link', materials: [] }));
    const error = await failureOf(() => authenticate(signed, { keys, threshold: 1, backend, parse }));
    expect(error.code).toBe('ERR_MODEL_FORMAT');
  });

  it('hands on the bytes that it verified, whatever happens to the envelope meanwhile', async () => {
    const { signer } = await createSample();
    const envelope = await signMetadata(createEnvelope(LINK), signer);
    const result = authenticate(envelope, { keys: [signer.publicKey], threshold: 1, backend, parse });
    if (envelope.container === 'dsse') envelope.payload.fill(0);
    expect(await result).toMatchObject({ ok: true, payload: { name: 'build' } });
  });
});

describe('deriveAuthenticated', () => {
  const link = LINK as Authenticated<JsonObject>;

  it('gives the value back', () => {
    const value = { name: 'summary' };
    expect(deriveAuthenticated(link, value)).toBe(value);
    expect(deriveAuthenticated([link, link], value)).toBe(value);
  });

  it('takes nothing to derive from for a mistake', () => {
    expect(() => deriveAuthenticated([], {})).toThrow(TypeError);
  });
});

function idOf(json: unknown): string {
  return keyMaterialId(parsePublicKey(parseJson(JSON.stringify(json))));
}

describe('keyMaterialId', () => {
  const keys = vectors.keys;

  it('is the same for one key under several ids and schemes', () => {
    expect(idOf({ ...keys.rsa, keyid: 'other' })).toBe(idOf(keys.rsa));
    expect(idOf(keys['rsa-pkcs1'])).toBe(idOf(keys.rsa));
    expect(idOf(vectors.legacyKey)).toBe(idOf(keys.p256));
    const text = keys.ed25519.keyval.public;
    expect(idOf({ ...keys.ed25519, keyval: { public: text.toUpperCase() } })).toBe(idOf(keys.ed25519));
  });

  it('is the same for every form of a file', async () => {
    for (const { public: files, keytype } of keyFiles.keys) {
      const ids = new Set<string>();
      const forms = Object.entries(files).filter(([format]) => format.includes('PEM'));
      for (const [, pem] of forms) {
        const key = await loadPublicKey(pem, { backend });
        const keyVal = keytype === 'ed25519' ? key.keyVal : createJsonObject([['public', pem]]);
        ids.add(keyMaterialId({ ...key, keyVal }));
      }
      expect(ids.size).toBe(1);
    }
  });

  it('differs between keys', () => {
    const ids = [keys.ed25519, keys.p256, keys.p384, keys.p521, keys.rsa].map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same for a key in OpenPGP form', async () => {
    const { publicKey } = (await createSample()).privateKey;
    const eddsa = createGpgKey('a', 'eddsa', { q: (publicKey.keyVal['public'] as string).toUpperCase() });
    expect(keyMaterialId(eddsa)).toBe(keyMaterialId(publicKey));
    const modulus = idOf(keys.rsa).slice('rsa:'.length);
    expect(keyMaterialId(createGpgKey('b', 'rsa', { n: `00${modulus.toUpperCase()}`, e: '010001' }))).toBe(
      idOf(keys.rsa),
    );
  });

  it('is the same for an OpenPGP key in its newer form', () => {
    const numbers = { n: '0b', e: '03' };
    const json = { keyid: 'b', keytype: 'rsa', scheme: 'pgp+rsa-pkcsv1.5', keyval: { public: numbers } };
    expect(keyMaterialId(parsePublicKey(json))).toBe(keyMaterialId(createGpgKey('a', 'rsa', numbers)));
    expect(keyMaterialId(parsePublicKey({ ...json, keyval: {} }))).toBe('unusable:b');
  });

  it('tells OpenPGP keys apart', () => {
    const dsa = { p: '0b', q: '05', g: '03', y: '04' };
    const one = createGpgKey('a', 'dsa', dsa);
    expect(keyMaterialId(createGpgKey('b', 'dsa', { ...dsa, p: '0B' }))).toBe(keyMaterialId(one));
    expect(keyMaterialId(createGpgKey('a', 'dsa', { ...dsa, y: '05' }))).not.toBe(keyMaterialId(one));
    const empty = createGpgKey('c', 'rsa', {});
    expect(keyMaterialId(empty)).not.toBe(keyMaterialId(createGpgKey('d', 'rsa', {})));
    expect(keyMaterialId({ ...empty, json: createJsonObject([]) })).toBe(keyMaterialId(empty));
  });

  it('is the own id of a key that nobody can use', () => {
    const broken = { ...keys.p256, keyval: { public: 'rubbish' } };
    expect(idOf(broken)).not.toBe(idOf({ ...broken, keyid: 'other' }));
    const unknown: PublicKey = { ...(parsePublicKey(keys.p256) as SslibPublicKey), scheme: 'x' };
    expect(keyMaterialId(unknown)).toContain(unknown.keyId);
  });
});
