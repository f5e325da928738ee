import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { type Holder, makeCertificate, makeHolder } from '@intoto-tests/support/certificates';
import { checkSignature, computeKeyId, signMetadata } from '@intoto/crypto';
import { decodeBase64, decodeUtf8 } from '@intoto/encoding';
import {
  createEnvelope,
  createLink,
  createMetablock,
  encodeLink,
  parseMetadata,
  readSignatureCertificates,
  writeMetadata,
} from '@intoto/models';
import { createCertificateAuthority, createCertificateSigner, createCertificateVerifier } from '@intoto/x509';
import { describe, expect, it } from 'vitest';

import { ANYONE, NOW } from './judge.ts';

const root = await makeCertificate({ subject: { CN: 'Root' }, authority: true });
const middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true });
const leaf = await makeCertificate({
  subject: { CN: 'builder' },
  issuer: middle,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-12-31T00:00:00Z',
});
const LINK = encodeLink(createLink({ name: 'build' }));

function decode(text: unknown): string {
  return decodeUtf8(decodeBase64(text as string));
}

/** A key's material, as it stands in layouts of in-toto-golang. */
function publicTextOf({ signer }: Holder): string {
  return (signer.publicKey.keyVal['public'] as string).trim();
}

describe('a certificate signer', () => {
  it('puts its certificates into the signatures of both containers', async () => {
    const signer = await createCertificateSigner(leaf.signer, `${leaf.pem}${middle.pem}`, { backend, now: NOW });
    for (const unsigned of [createMetablock(LINK), createEnvelope(LINK)]) {
      const metadata = parseMetadata(writeMetadata(await signMetadata(unsigned, signer)));
      const [signature] = metadata.signatures;
      if (signature === undefined) throw new TypeError('no signature');
      const { cert, certificate, intermediates } = signature.json;
      if (metadata.container === 'metablock') {
        expect([cert, certificate, intermediates]).toEqual([leaf.pem, undefined, [middle.pem]]);
      } else {
        expect(cert).toBe(undefined);
        expect(decode(certificate)).toBe(leaf.pem);
        expect((intermediates as readonly string[]).map(decode)).toEqual([middle.pem]);
      }
      expect(await checkSignature(metadata, signer.publicKey, { backend })).toEqual({ ok: true });
      const certificates = readSignatureCertificates(signature);
      if (certificates === undefined) throw new TypeError('no certificates');
      const [name, authority] = await createCertificateAuthority(root.pem, { backend });
      const layout = { rootCas: new Map([[name, authority]]), intermediateCas: new Map() };
      const trust = await createCertificateVerifier().openTrust(layout, { backend, now: NOW });
      const { keyId, json } = signature;
      const place = { step: 'build', location: 'here' };
      expect(await trust.judge({ keyId, certificates, json, constraints: [ANYONE], ...place })).toMatchObject({
        ok: true,
      });
    }
  });

  it('carries no more than its own certificate where it is given no other', async () => {
    const signer = await createCertificateSigner(leaf.signer, leaf.der, { backend });
    const { signatures } = await signMetadata(createMetablock(LINK), signer);
    expect(signatures.map(({ json }) => Object.keys(json))).toEqual([['keyid', 'sig', 'cert']]);
  });

  it('has the key id that in-toto-golang computes, or keeps its own', async () => {
    for (const [holder, keyType, scheme] of [
      [await makeHolder('rsa'), 'rsa', 'rsassa-pss-sha256'],
      [await makeHolder('ecdsa', 'P-384'), 'ecdsa', 'ecdsa-sha2-nistp256'],
      [await makeHolder('ed25519'), 'ed25519', 'ed25519'],
    ] as const) {
      const { pem } = await makeCertificate({ holder, issuer: middle });
      const text = publicTextOf(holder);
      const expected = await computeKeyId({ keyType, scheme, public: text }, 'legacy', backend);
      const signer = await createCertificateSigner(holder.signer, pem, { backend });
      expect(signer.publicKey.keyId).toBe(expected);
      const kept = await createCertificateSigner(holder.signer, pem, { backend, keyId: 'keep' });
      expect(kept.publicKey.keyId).toBe(holder.signer.publicKey.keyId);
    }
  });

  it('is refused for a certificate of another key, and for one that does not come first', async () => {
    const other = await makeHolder();
    const mismatch = await failureOf(() => createCertificateSigner(other.signer, leaf.pem, { backend }));
    expect(mismatch.code).toBe('ERR_CERTIFICATE_KEY');
    expect(mismatch.message).toContain('"CN=builder" is not one of the key');
    const disorder = await failureOf(() =>
      createCertificateSigner(leaf.signer, `${middle.pem}${leaf.pem}`, { backend }),
    );
    expect(disorder.code).toBe('ERR_CERTIFICATE_KEY');
    expect(disorder.message).toContain('number 2 in the file: it must come first');
  });

  it('is refused for a certificate that is not valid at the time, where one is given', async () => {
    for (const now of ['2025-12-31T23:59:59Z', '2026-12-31T00:00:01Z']) {
      const failure = await failureOf(() =>
        createCertificateSigner(leaf.signer, leaf.pem, { backend, now: new Date(now) }),
      );
      expect(failure.code).toBe('ERR_CERTIFICATE_EXPIRED');
    }
    const unasked = await createCertificateSigner(leaf.signer, leaf.pem, { backend });
    expect(unasked.publicKey.keyVal['certificate']).toBe(leaf.pem);
  });

  it('is refused for a scheme that no certificate tells of', async () => {
    const rsa = await makeHolder('rsa');
    const { pem } = await makeCertificate({ holder: rsa, issuer: middle });
    const publicKey = { ...rsa.signer.publicKey, scheme: 'rsa-pkcs1v15-sha256' };
    const failure = await failureOf(() => createCertificateSigner({ ...rsa.signer, publicKey }, pem, { backend }));
    expect(failure.code).toBe('ERR_CERTIFICATE_KEY');
  });

  it('is refused for what is no certificate', async () => {
    for (const text of ['', leaf.pem.replaceAll('CERTIFICATE', 'PUBLIC KEY')]) {
      const failure = await failureOf(() => createCertificateSigner(leaf.signer, text, { backend }));
      expect(failure.code).toBe('ERR_CERTIFICATE_FORMAT');
    }
  });
});

describe('a certificate authority', () => {
  it('stands in a layout as in-toto-golang writes it', async () => {
    const [name, authority] = await createCertificateAuthority(root.pem, { backend });
    const text = publicTextOf(root);
    expect(authority).toEqual({
      certificate: root.pem,
      json: {
        keyid: name,
        keyid_hash_algorithms: ['sha256', 'sha512'],
        keytype: 'ecdsa',
        keyval: { certificate: root.pem, public: text },
        scheme: 'ecdsa-sha2-nistp256',
      },
    });
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(await createCertificateAuthority(root.der, { backend })).toEqual([name, authority]);
  });

  it('is one certificate that may issue others', async () => {
    const several = await failureOf(() => createCertificateAuthority(`${root.pem}${middle.pem}`, { backend }));
    expect(several.code).toBe('ERR_CERTIFICATE_FORMAT');
    const signer = await failureOf(() => createCertificateAuthority(leaf.pem, { backend }));
    expect(signer.code).toBe('ERR_CERTIFICATE_USAGE');
  });
});
