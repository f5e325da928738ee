import { PSS_SALTS } from '@intoto-tests/support';
import {
  createSigner,
  generatePrivateKey,
  loadPublicKey,
  type Signer,
  signedBytes,
  signMetadata,
} from '@intoto/crypto';
import { createJsonObject, encodeBase64, encodeHex, encodeUtf8, type JsonObject } from '@intoto/encoding';
import { diagnoseMetadata, DOCTOR_CODES } from '@intoto/layout';
import {
  createEnvelope,
  createLayout,
  createMetablock,
  createStep,
  encodeLayout,
  encodeLink,
  IN_TOTO_PAYLOAD_TYPE,
  type Metadata,
  parsePublicKey,
  type PublicKey,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { readSaltLength } from '../src/pss-salt.ts';
import { backend, bob, carl, EXPIRES, keysOf, linkOf, NOW } from './chain.ts';

const tree = encodeLayout(
  createLayout({
    expires: EXPIRES,
    keys: keysOf(bob),
    steps: [createStep({ name: 'write', pubkeys: [bob.publicKey.keyId] })],
  }),
);
const payload = encodeUtf8(JSON.stringify(tree));

const diagnose = (source: string, key: PublicKey = bob.publicKey) =>
  diagnoseMetadata(source, { keys: [key], backend, now: NOW });
const codesOf = async (source: string, key?: PublicKey) => (await diagnose(source, key)).map(({ code }) => code);

const sign = async (metadata: Metadata, signer: Signer = bob) => writeMetadata(await signMetadata(metadata, signer));

/** A Metablock or an envelope, with whatever signature. */
const metablock = (sig: string, keyid: string = bob.publicKey.keyId, signed: JsonObject = tree) =>
  JSON.stringify({ signed, signatures: [{ keyid, sig }] });
const envelope = (sig: string, members: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    payload: encodeBase64(payload),
    payloadType: IN_TOTO_PAYLOAD_TYPE,
    signatures: [{ keyid: bob.publicKey.keyId, sig }],
    ...members,
  });
const pae = (payloadType: string, bytes: Uint8Array = payload) =>
  signedBytes({ container: 'dsse', payloadType, payload: bytes, signatures: [] });

describe('diagnoseMetadata', () => {
  it('has nothing to say about what is as it should be', async () => {
    expect(await diagnose(await sign(createMetablock(tree)))).toEqual([]);
    expect(await diagnose(await sign(createEnvelope(tree)))).toEqual([]);
  });

  it.each([
    ['JSON.stringify', encodeUtf8(JSON.stringify(tree)), 'JSON without blanks that is not canonical'],
    ['indentation', encodeUtf8(JSON.stringify(tree, null, 2)), 'indented JSON'],
    ['a line feed', Uint8Array.from([...signedBytes(createMetablock(tree)), 10]), 'canonical JSON and a line feed'],
    ['an envelope', pae(IN_TOTO_PAYLOAD_TYPE, signedBytes(createMetablock(tree))), 'a DSSE envelope of it'],
  ])('recognises content that was serialised otherwise: %s', async (_, bytes, text) => {
    const source = metablock(encodeHex(await bob.sign(bytes)));
    expect(await diagnose(source)).toEqual([
      expect.objectContaining({
        code: 'DOCTOR_RESERIALIZED',
        message: `The signature covers ${text}.`,
        keyId: bob.publicKey.keyId,
      }),
    ]);
  });

  it('recognises members that came or went', async () => {
    const key = { ...(tree['keys'] as JsonObject) } as Record<string, JsonObject>;
    const [id = ''] = Object.keys(key);
    const withPrivate = {
      ...tree,
      keys: { [id]: { ...key[id], keyval: { ...(key[id]?.['keyval'] as JsonObject), private: '' } } },
    };
    const signed = await bob.sign(signedBytes(createMetablock(tree)));
    const source = metablock(encodeHex(signed), undefined, withPrivate);
    expect(await diagnose(source)).toMatchObject([{ message: 'The signature covers keys without "private".' }]);
    const { readme: _, ...short } = tree;
    const missing = metablock(encodeHex(signed), undefined, createJsonObject(Object.entries(short)));
    expect(await diagnose(missing)).toMatchObject([
      { message: 'The signature covers the content as the Python reference completes it.' },
    ]);
  });

  it('recognises keys by other names', async () => {
    const sig = encodeHex(await bob.sign(signedBytes(createMetablock(tree))));
    expect(await codesOf(metablock(sig, bob.publicKey.keyId.toUpperCase()))).toEqual(['DOCTOR_KEY_ID_CASE']);
    expect(await codesOf(metablock(sig, 'c0ffee'))).toEqual(['DOCTOR_KEY_ID']);
    const renamed = parsePublicKey({ ...bob.publicKey.json, keyid: 'c0ffee' });
    expect(await codesOf(metablock(sig), renamed)).toEqual(['DOCTOR_KEY_ID_SCHEME']);
  });

  it('recognises what envelopes are signed with instead', async () => {
    const signedAs = async (bytes: Uint8Array) => envelope(encodeBase64(await bob.sign(bytes)));
    expect(await codesOf(await signedAs(payload))).toEqual(['DOCTOR_RESERIALIZED']);
    expect(await codesOf(await signedAs(pae(IN_TOTO_PAYLOAD_TYPE, encodeUtf8(encodeBase64(payload)))))).toEqual([
      'DOCTOR_RESERIALIZED',
    ]);
    expect(await codesOf(await signedAs(signedBytes(createMetablock(tree))))).toEqual(['DOCTOR_RESERIALIZED']);
    expect(await diagnose(await signedAs(pae('application/json')))).toMatchObject([
      { code: 'DOCTOR_PAYLOAD_TYPE', message: 'The signature covers the payload type application/json.' },
    ]);
    const other = envelope(encodeBase64(await bob.sign(pae('text/x'))), { payloadType: 'text/x' });
    expect(await codesOf(other)).toEqual(['DOCTOR_PAYLOAD_TYPE']);
  });

  it('recognises base64 and encodings that are not as they should be', async () => {
    const good = encodeBase64(await bob.sign(pae(IN_TOTO_PAYLOAD_TYPE)));
    const unpadded = {
      payload: encodeBase64(payload)
        .replace(/=+$/u, '')
        .replace(/(.{20})/u, '$1\n'),
    };
    expect(await codesOf(envelope(good, unpadded))).toEqual(['DOCTOR_BASE64']);
    expect(await codesOf(envelope(`${good.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')}\n`))).toEqual([
      'DOCTOR_BASE64',
    ]);
    const signature = await bob.sign(signedBytes(createMetablock(tree)));
    expect(await codesOf(metablock(encodeBase64(signature)))).toEqual(['DOCTOR_SIGNATURE_ENCODING']);
    expect(await codesOf(metablock(encodeHex(signature).replace(/(.{20})/u, '$1 ')))).toEqual([
      'DOCTOR_SIGNATURE_ENCODING',
    ]);
    const inEnvelope = encodeHex(await bob.sign(pae(IN_TOTO_PAYLOAD_TYPE)));
    expect(await codesOf(envelope(inEnvelope))).toEqual(['DOCTOR_SIGNATURE_ENCODING']);
  });

  it('recognises ECDSA signatures that are not DER', async () => {
    const der = await bob.sign(signedBytes(createMetablock(tree)));
    const [r, s] = [der.subarray(4, 4 + (der[3] ?? 0)), der.subarray(6 + (der[3] ?? 0))];
    const raw = [r, s].flatMap((number) => [...new Uint8Array(32), ...number].slice(-32));
    expect(await codesOf(metablock(encodeHex(Uint8Array.from(raw))))).toEqual(['DOCTOR_SIGNATURE_ENCODING']);
  });

  it('recognises another scheme', async () => {
    const pair = await generatePrivateKey({ type: 'rsa', scheme: 'rsa-pkcs1v15-sha256', backend });
    const signer = await createSigner(pair, { backend });
    const key = parsePublicKey({ ...pair.publicKey.json, scheme: 'rsassa-pss-sha256' });
    const source = await sign(createMetablock(tree), signer);
    expect(await codesOf(source, pair.publicKey)).toEqual([]);
    expect(await codesOf(source, key)).toEqual(['DOCTOR_SCHEME']);
  });

  it('recognises a salt that some verifiers refuse', async () => {
    const pair = await generatePrivateKey({ type: 'rsa', backend });
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey(
      'pkcs8',
      Uint8Array.from(pair.pkcs8),
      { name: 'RSA-PSS', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const bytes = Uint8Array.from(signedBytes(createMetablock(tree)));
    const sig = new Uint8Array(await subtle.sign({ name: 'RSA-PSS', saltLength: 20 }, key, bytes));
    expect(await diagnose(metablock(encodeHex(sig), pair.publicKey.keyId), pair.publicKey)).toMatchObject([
      { code: 'DOCTOR_SALT', message: 'The salt has 20 bytes, the digest 32: some verifiers refuse that.' },
    ]);
    expect(
      await codesOf(await sign(createMetablock(tree), await createSigner(pair, { backend })), pair.publicKey),
    ).toEqual([]);
  });

  it('finds digests that equal no other', async () => {
    const link = encodeLink(linkOf('write', {}, { a: 'aa' }));
    const shouting = createJsonObject([...Object.entries(link), ['products', { a: { sha256: 'AA' } }]]);
    expect(await codesOf(await sign(createMetablock(shouting)))).toEqual(['DOCTOR_DIGEST_CASE']);
    expect(await codesOf(await sign(createEnvelope(shouting)))).toEqual(['DOCTOR_DIGEST_CASE']);
    expect(await codesOf(await sign(createMetablock(link)))).toEqual([]);
  });

  it('says that it does not know, and that nothing is there', async () => {
    const source = await sign(createMetablock(tree));
    expect(await codesOf(source, carl.publicKey)).toEqual(['DOCTOR_UNEXPLAINED']);
    expect(await codesOf(source.replace('write', 'wrote'))).toEqual(['DOCTOR_UNEXPLAINED']);
    expect(await codesOf(writeMetadata(createMetablock(tree)))).toEqual(['DOCTOR_UNSIGNED']);
    for (const { message, remedy } of await diagnose(source, carl.publicKey))
      expect(`${message}${remedy}`).toMatch(/\.$/);
  });

  it.each(['[]', '{}', '{"payload": "?"}', '{"signed": 1}'])('refuses %s', async (source) => {
    await expect(diagnose(source)).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_METADATA_/) }),
    );
    await expect(diagnose('{')).rejects.toThrow(expect.objectContaining({ code: expect.stringMatching(/^ERR_JSON_/) }));
  });

  it('has a text for each code', () => {
    expect(Object.values(DOCTOR_CODES).every((text) => text.endsWith('.'))).toBe(true);
  });
});

describe('readSaltLength', () => {
  it.each(PSS_SALTS)('$name', async ({ name, hash, spki, signature }) => {
    const key = await loadPublicKey(spki, { backend });
    expect(await readSaltLength(key, signature, hash, backend)).toBe(Number(/with (\d+) bytes/u.exec(name)?.[1]));
  });

  it('knows nothing of other keys and of what is no such signature', async () => {
    expect(await readSaltLength(bob.publicKey, new Uint8Array(64), 'sha256', backend)).toBeUndefined();
    const [salted] = PSS_SALTS;
    if (salted === undefined) throw new Error('no vectors');
    const key = await loadPublicKey(salted.spki, { backend });
    for (const bytes of [new Uint8Array(), new Uint8Array(10), new Uint8Array(256).fill(255)])
      expect(await readSaltLength(key, bytes, salted.hash, backend)).toBeUndefined();
  });
});
