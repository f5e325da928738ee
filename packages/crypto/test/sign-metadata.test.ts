import { createOpenPgpKey, failureOf, type OpenPgpKey, webcryptoBackend as backend } from '@intoto-tests/support';
import {
  checkSignature,
  CryptoError,
  isOpenPgpSigner,
  type OpenPgpSigner,
  signedBytes,
  signMetadata,
} from '@intoto/crypto';
import { decodeUtf8, encodeBase64, encodeHex, encodeUtf8, JsonFloat, parseJson } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  type Metablock,
  type Metadata,
  parseMetadata,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { createSample, LINK } from './samples.ts';

const CONTAINERS = { Metablock: createMetablock(LINK), envelope: createEnvelope(LINK) };

describe('signMetadata', () => {
  for (const [name, metadata] of Object.entries(CONTAINERS)) {
    it(`adds a signature to a ${name} that verifies, also when written and read`, async () => {
      const { signer } = await createSample();
      const signed = await signMetadata(metadata, signer);
      for (const each of [signed, parseMetadata(writeMetadata(signed))]) {
        expect(each.signatures.map(({ keyId }) => keyId)).toEqual([signer.publicKey.keyId]);
        expect(await checkSignature(each, signer.publicKey, { backend })).toEqual({ ok: true });
      }
    });

    it(`leaves the ${name} that it was given as it was`, async () => {
      const { signer } = await createSample();
      const before = writeMetadata(metadata);
      await signMetadata(metadata, signer);
      expect(writeMetadata(metadata)).toBe(before);
    });

    it(`keeps the signatures of a ${name} unless told otherwise`, async () => {
      const one = await createSample();
      const two = await createSample();
      const signed = await signMetadata(await signMetadata(metadata, one.signer), two.signer);
      const ids = [one.signer.publicKey.keyId, two.signer.publicKey.keyId];
      expect(signed.signatures.map(({ keyId }) => keyId)).toEqual(ids);
      const replaced = await signMetadata(signed, one.signer, { existing: 'replace-all' });
      expect(replaced.signatures.map(({ keyId }) => keyId)).toEqual(ids.slice(0, 1));
    });

    it(`lets a failure of the signer through for a ${name}`, async () => {
      const { signer } = await createSample();
      const failure = new CryptoError('no card in the reader', { code: 'ERR_KEY_UNUSABLE' });
      const error = await failureOf(() => signMetadata(metadata, { ...signer, sign: () => Promise.reject(failure) }));
      expect(error).toBe(failure);
    });
  }

  it('appends to a Metablock a second signature by the same key, as the reference does', async () => {
    const { signer } = await createSample();
    const signed = await signMetadata(await signMetadata(CONTAINERS.Metablock, signer), signer);
    expect(signed.signatures).toHaveLength(2);
  });

  it('puts a second signature by the same key in the place of the first one in an envelope', async () => {
    const one = await createSample();
    const two = await createSample();
    const both = await signMetadata(await signMetadata(CONTAINERS.envelope, one.signer), two.signer);
    const sig = Uint8Array.of(1, 2, 3);
    const again = await signMetadata(both, { ...one.signer, sign: () => Promise.resolve(sig) });
    expect(again.signatures.map(({ keyId }) => keyId)).toEqual(both.signatures.map(({ keyId }) => keyId));
    expect(again.signatures[0]).toMatchObject({ sig });
  });

  it('refuses a payload that has no canonical form', async () => {
    const { signer } = await createSample();
    const metablock: Metablock = createMetablock({ ...LINK, byproducts: { time: new JsonFloat('0.5') } });
    expect((await failureOf(() => signMetadata(metablock, signer))).code).toBe('ERR_JSON_FLOAT');
  });
});

describe('signedBytes', () => {
  it('are the pre-authentication encoding of an envelope, its lengths counted in bytes', () => {
    // The example of the DSSE v1 protocol specification, and one with other letters.
    const envelope = { container: 'dsse' as const, signatures: [], payload: encodeUtf8('hello world') };
    const bytes = signedBytes({ ...envelope, payloadType: 'http://example.com/HelloWorld' });
    expect(decodeUtf8(bytes)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    expect(decodeUtf8(signedBytes({ ...envelope, payloadType: 'ü', payload: encodeUtf8('é') }))).toBe('DSSEv1 2 ü 2 é');
  });

  it('are the canonical JSON of a Metablock, unknown members included', () => {
    const signed = parseJson('{"z": 1, "_type": "link", "unknown": {"b": "\\n", "a": []}}');
    const metablock = { container: 'metablock' as const, signatures: [], signed: signed as Metablock['signed'] };
    expect(decodeUtf8(signedBytes(metablock))).toBe('{"_type":"link","unknown":{"a":[],"b":"\n"},"z":1}');
  });

  it('are what the reference re-builds of a Metablock, in the form that is called so', () => {
    const signed = parseJson('{"_type": "link", "unknown": 1, "name": "x"}');
    const metablock = { container: 'metablock' as const, signatures: [], signed: signed as Metablock['signed'] };
    expect(decodeUtf8(signedBytes(metablock, 'reference'))).toBe(
      '{"_type":"link","byproducts":{},"command":[],"environment":{},"materials":{},"name":"x","products":{}}',
    );
  });

  it('do not exist in the form of the reference for other payloads', async () => {
    const metablock = createMetablock({ _type: 'statement' });
    expect((await failureOf(() => signedBytes(metablock, 'reference'))).code).toBe('ERR_MODEL_TYPE');
  });
});

/** What the signature has to hold. */
async function fields(metadata: Metadata, { signer }: OpenPgpKey) {
  const { keyId, signature, otherHeaders } = await signer.sign(signedBytes(metadata));
  return { keyId, signature, other_headers: encodeHex(otherHeaders) };
}

describe('signMetadata with a signer in OpenPGP form', () => {
  it("writes in-toto's own form into a Metablock", async () => {
    const key = await createOpenPgpKey();
    const { keyId: keyid, signature, other_headers } = await fields(CONTAINERS.Metablock, key);
    const signed = await signMetadata(CONTAINERS.Metablock, key.signer);
    expect(signed.signatures).toMatchObject([{ form: 'gpg', keyId: keyid, otherHeaders: other_headers }]);
    const written = JSON.parse(writeMetadata(signed)) as { signatures: unknown };
    expect(written.signatures).toEqual([{ keyid, signature: encodeHex(signature), other_headers }]);
    expect(parseMetadata(writeMetadata(signed))).toEqual(signed);
  });

  it("writes securesystemslib's form into an envelope, one for each key", async () => {
    const key = await createOpenPgpKey();
    const { keyId: keyid, signature, other_headers } = await fields(CONTAINERS.envelope, key);
    const { signer: other } = await createSample();
    const signed = await signMetadata(await signMetadata(CONTAINERS.envelope, key.signer), other);
    const again = await signMetadata(signed, key.signer);
    const written = JSON.parse(writeMetadata(again)) as { signatures: readonly unknown[] };
    expect(written.signatures).toHaveLength(2);
    expect(written.signatures[0]).toEqual({ keyid, sig: encodeBase64(signature), other_headers });
  });

  it('appends or replaces', async () => {
    const key = await createOpenPgpKey({}, [{}]);
    const [subkey] = key.subkeySigners as readonly [OpenPgpSigner];
    const signed = await signMetadata(await signMetadata(CONTAINERS.Metablock, key.signer), subkey);
    expect(signed.signatures.map(({ keyId }) => keyId)).toEqual([key.signer.keyId, subkey.keyId]);
    const replaced = await signMetadata(signed, subkey, { existing: 'replace-all' });
    expect(replaced.signatures.map(({ keyId }) => keyId)).toEqual([subkey.keyId]);
  });

  it('is told from another signer', async () => {
    expect(isOpenPgpSigner((await createOpenPgpKey()).signer)).toBe(true);
    expect(isOpenPgpSigner((await createSample()).signer)).toBe(false);
  });
});
