import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { checkSignature, type Signer, signMetadata } from '@intoto/crypto';
import { encodePem, findPemBlock } from '@intoto/crypto/key-parts';
import { createJsonObject, encodeBase64, encodeUtf8 } from '@intoto/encoding';
import { createEnvelope, createMetablock } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { createSample, LINK } from './samples.ts';

const LEAF = encodePem('CERTIFICATE', Uint8Array.of(0x30, 1, 0));
const ISSUER = encodePem('CERTIFICATE', Uint8Array.of(0x30, 2, 0, 0));

function encode(pem: string): string {
  return encodeBase64(encodeUtf8(pem));
}

async function signerWith(certificate: string): Promise<Signer> {
  const { signer } = await createSample();
  const { publicKey } = signer;
  const keyVal = createJsonObject([...Object.entries(publicKey.keyVal), ['certificate', certificate]]);
  return { ...signer, publicKey: { ...publicKey, keyVal } };
}

describe("the certificates of a signer's key", () => {
  it('become part of its signatures, as Go and Witness write them', async () => {
    const signer = await signerWith(`${LEAF}\nand\n${ISSUER.replaceAll('\n', '\r\n')}`);
    for (const [unsigned, members] of [
      [createMetablock(LINK), { cert: LEAF, intermediates: [ISSUER] }],
      [createEnvelope(LINK), { certificate: encode(LEAF), intermediates: [encode(ISSUER)] }],
    ] as const) {
      const signed = await signMetadata(unsigned, signer);
      const [json] = signed.signatures.map((signature) => signature.json);
      const { keyid, sig, ...rest } = json ?? {};
      expect([typeof keyid, typeof sig]).toEqual(['string', 'string']);
      expect(rest).toEqual(members);
      expect(await checkSignature(signed, signer.publicKey, { backend })).toEqual({ ok: true });
    }
  });

  it('are left out where there are none', async () => {
    const signed = await signMetadata(createMetablock(LINK), await signerWith(''));
    expect(signed.signatures.map(({ json }) => Object.keys(json))).toEqual([['keyid', 'sig']]);
  });

  it('must be certificates in PEM', async () => {
    for (const text of ['nothing', LEAF.slice(0, -9), encodePem('PUBLIC KEY', Uint8Array.of(0x30))]) {
      const signer = await signerWith(text);
      const failure = await failureOf(() => signMetadata(createMetablock(LINK), signer));
      expect(failure.code).toBe('ERR_KEY_FORMAT');
    }
    expect(findPemBlock(LEAF)?.label).toBe('CERTIFICATE');
  });
});
