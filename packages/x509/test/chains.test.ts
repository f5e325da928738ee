import { webcryptoBackend as backend } from '@intoto-tests/support';
import {
  type CertificateSpec,
  type Certified,
  makeCertificate,
  makeExtension,
  makeHolder,
} from '@intoto-tests/support/certificates';
import { GeneralName, KeyUsageFlags, Version } from '@peculiar/asn1-x509';
import { describe, expect, it } from 'vitest';

import { createIssuance } from '../src/issuance.ts';
import { parseCertificate } from '../src/parse-certificate.ts';
import { codeOf, judge } from './judge.ts';

const ROOT = { CN: 'Root', O: 'Example' };
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_USAGE = '2.5.29.37.0';

const root = await makeCertificate({ subject: ROOT, authority: true });
const upper = await makeCertificate({ subject: { CN: 'Upper' }, issuer: root, authority: true });
const lower = await makeCertificate({ subject: { CN: 'Lower' }, issuer: upper, authority: true });
const leaf = await makeCertificate({ subject: { CN: 'builder' }, issuer: lower });

function leafOf(issuer: Certified, spec: CertificateSpec = {}): Promise<Certified> {
  return makeCertificate({ subject: { CN: 'builder' }, issuer, ...spec });
}

/** The code for a signer under an authority that is itself a root. */
async function underRoot(authority: CertificateSpec, signer: CertificateSpec = {}): Promise<string> {
  const top = await makeCertificate({ subject: ROOT, authority: true, ...authority });
  return codeOf({ roots: { top }, leaf: await leafOf(top, signer) });
}

/** The code for a signer under an intermediate authority. */
async function underIntermediate(authority: CertificateSpec, signer: CertificateSpec = {}): Promise<string> {
  const middle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true, ...authority });
  return codeOf({ roots: { root }, leaf: await leafOf(middle, signer), carried: [middle] });
}

describe('a chain', () => {
  it('is found wherever its certificates come from, in whatever order', async () => {
    const roots = { root };
    expect(await codeOf({ roots, leaf, carried: [lower, upper] })).toBe('ok');
    expect(await codeOf({ roots, leaf, carried: [upper, lower] })).toBe('ok');
    expect(await codeOf({ roots, leaf, layoutIntermediates: { lower, upper } })).toBe('ok');
    expect(await codeOf({ roots, leaf, layoutIntermediates: { upper }, intermediates: [lower.pem] })).toBe('ok');
    expect(await codeOf({ roots, leaf, intermediates: [`${upper.pem}\n${lower.pem}`] })).toBe('ok');
    expect(await codeOf({ roots, leaf, intermediates: [upper.der, lower.der] })).toBe('ok');
    expect(await codeOf({ roots, leaf, carried: [lower, lower, upper, root] })).toBe('ok');
    expect(await codeOf({ roots, leaf: await leafOf(root) })).toBe('ok');
  });

  it('that lacks a certificate is none', async () => {
    for (const carried of [[], [upper], [lower]]) {
      expect(await codeOf({ roots: { root }, leaf, carried })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    }
  });

  it('must lead to a root of the layout, and an intermediate is none', async () => {
    const other = await makeCertificate({ subject: { CN: 'Other' }, authority: true });
    const carried = [lower, upper, root];
    expect(await codeOf({ roots: {}, leaf, carried })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    expect(await codeOf({ roots: { other }, leaf, carried })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    expect(await codeOf({ roots: { other }, leaf, carried, layoutIntermediates: { root } })).toBe(
      'ERR_CERTIFICATE_UNTRUSTED',
    );
    const verdict = await judge({ roots: { other }, leaf, carried: [] });
    expect(verdict.ok ? '' : verdict.message).toContain('"CN=Lower" is neither among');
  });

  it('is not made by a certificate with the name of an authority and another key', async () => {
    const lookalike = await makeCertificate({ subject: ROOT, authority: true });
    expect(await codeOf({ roots: { lookalike }, leaf, carried: [lower, upper] })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    const forged = await leafOf(lookalike);
    const verdict = await judge({ roots: { root }, leaf: forged });
    expect(verdict).toMatchObject({ ok: false, code: 'ERR_CERTIFICATE_UNTRUSTED' });
    expect(verdict.ok ? '' : verdict.message).toContain('no certificate of that name that signed it');
    expect(await codeOf({ roots: { lookalike, root }, leaf, carried: [lower, upper] })).toBe('ok');
  });

  it('compares names to the letter', async () => {
    const spelt = await makeCertificate({ subject: { CN: 'root', O: 'Example' }, authority: true, holder: root });
    expect(await codeOf({ roots: { spelt }, leaf: await leafOf(root) })).toBe('ERR_CERTIFICATE_UNTRUSTED');
  });

  it('leads through the certificate that is valid, where an authority has renewed its own', async () => {
    const holder = await makeHolder();
    const spec = { subject: { CN: 'Renewed' }, issuer: root, authority: true, holder } as const;
    const old = await makeCertificate({ ...spec, notAfter: '2025-01-01T00:00:00Z' });
    const renewed = await makeCertificate(spec);
    const signer = await leafOf(old);
    expect(await codeOf({ roots: { root }, leaf: signer, carried: [old, renewed] })).toBe('ok');
    expect(await codeOf({ roots: { root }, leaf: signer, carried: [old] })).toBe('ERR_CERTIFICATE_EXPIRED');
  });

  it('may run in circles between authorities that certify each other', async () => {
    const [a, b] = [await makeHolder(), await makeHolder()];
    const [nameA, nameB] = [{ CN: 'A' }, { CN: 'B' }];
    const aByB = await makeCertificate({
      subject: nameA,
      holder: a,
      issuer: { ...b, subject: nameB },
      authority: true,
    });
    const bByA = await makeCertificate({
      subject: nameB,
      holder: b,
      issuer: { ...a, subject: nameA },
      authority: true,
    });
    const signer = await leafOf(aByB);
    expect(await codeOf({ roots: { root }, leaf: signer, carried: [aByB, bByA] })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    const bByRoot = await makeCertificate({ subject: nameB, holder: b, issuer: root, authority: true });
    expect(await codeOf({ roots: { root }, leaf: signer, carried: [aByB, bByA, bByRoot] })).toBe('ok');
  });
});

describe('the time', () => {
  const window = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-31T23:59:59Z' } as const;
  const inside = ['2026-01-01T00:00:00Z', '2026-12-31T23:59:59Z'];
  const outside = ['2025-12-31T23:59:59Z', '2027-01-01T00:00:00Z'];

  it('must lie within the validity of every certificate, the root included', async () => {
    const shortRoot = await makeCertificate({ subject: ROOT, authority: true, ...window });
    const shortMiddle = await makeCertificate({ subject: { CN: 'Middle' }, issuer: root, authority: true, ...window });
    const cases = [
      { roots: { root }, leaf: await leafOf(root, window) },
      { roots: { root }, leaf: await leafOf(shortMiddle), carried: [shortMiddle] },
      { roots: { shortRoot }, leaf: await leafOf(shortRoot) },
    ];
    for (const spec of cases) {
      for (const now of inside) expect(await codeOf({ ...spec, now: new Date(now) })).toBe('ok');
      for (const now of outside) {
        const verdict = await judge({ ...spec, now: new Date(now) });
        expect(verdict).toMatchObject({ ok: false, code: 'ERR_CERTIFICATE_EXPIRED' });
        expect(verdict.ok ? '' : verdict.message).toContain(now);
      }
    }
  });

  it('is that of signing where somebody vouches for it', async () => {
    const signer = await leafOf(root, window);
    const spec = { roots: { root }, leaf: signer, now: new Date('2030-01-01T00:00:00Z') };
    const asked: string[] = [];
    const verdict = await judge({
      ...spec,
      signingTime: async ({ step, location, keyId }) => {
        asked.push(step, location, keyId);
        return new Date('2026-05-01T00:00:00Z');
      },
    });
    expect(verdict).toMatchObject({ ok: true, certificate: { validAt: '2026-05-01T00:00:00Z' } });
    expect(asked).toEqual(['build', 'build.abcd.link', 'abcd']);
    expect(await codeOf({ ...spec, signingTime: () => undefined })).toBe('ERR_CERTIFICATE_EXPIRED');
    expect(await codeOf({ ...spec, signingTime: () => new Date('2027-06-01T00:00:00Z') })).toBe(
      'ERR_CERTIFICATE_EXPIRED',
    );
  });
});

describe('an authority', () => {
  it('is one only by its basic constraints', async () => {
    expect(await underIntermediate({ authority: false })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await underRoot({ authority: false })).toBe('ERR_CERTIFICATE_USAGE');
  });

  it('must have a key for issuing certificates, where it says what its key is for', async () => {
    const { keyCertSign, digitalSignature } = KeyUsageFlags;
    for (const place of [underIntermediate, underRoot]) {
      expect(await place({ keyUsage: keyCertSign })).toBe('ok');
      expect(await place({ keyUsage: digitalSignature })).toBe('ERR_CERTIFICATE_USAGE');
    }
  });

  it('may limit how many follow it', async () => {
    expect(await underIntermediate({ authority: { pathLength: 0 } })).toBe('ok');
    for (const [pathLength, code] of [
      [0, 'ERR_CERTIFICATE_USAGE'],
      [1, 'ERR_CERTIFICATE_USAGE'],
      [2, 'ok'],
    ] as const) {
      const top = await makeCertificate({ subject: ROOT, authority: { pathLength } });
      const first = await makeCertificate({ subject: { CN: 'First' }, issuer: top, authority: true });
      const second = await makeCertificate({ subject: { CN: 'Second' }, issuer: first, authority: true });
      const signer = await leafOf(second);
      expect(await codeOf({ roots: { top }, leaf: signer, carried: [first, second] })).toBe(code);
    }
  });

  it('must not say anything critical that is not understood', async () => {
    const policyConstraints = makeExtension('2.5.29.36', Uint8Array.of(0x30, 0), true);
    expect(await underIntermediate({ extensions: [policyConstraints] })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await underRoot({ extensions: [policyConstraints] })).toBe('ERR_CERTIFICATE_USAGE');
    const note = makeExtension('1.2.3.4', Uint8Array.of(5, 0), false);
    expect(await underIntermediate({ extensions: [note] })).toBe('ok');
  });

  it('may restrict the names it gives', async () => {
    const permitted = [new GeneralName({ dNSName: 'example.com' })];
    expect(await underIntermediate({ permitted }, { dnsNames: ['build.example.com'] })).toBe('ok');
    expect(await underIntermediate({ permitted }, { dnsNames: ['build.example.org'] })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await underRoot({ excluded: permitted }, { dnsNames: ['build.example.com'] })).toBe('ERR_CERTIFICATE_USAGE');
    // And those of the authorities below it.
    const top = await makeCertificate({ subject: ROOT, authority: true, permitted });
    for (const [name, code] of [
      ['ca.example.com', 'ok'],
      ['ca.example.org', 'ERR_CERTIFICATE_USAGE'],
    ] as const) {
      const subject = { CN: 'Middle' };
      const between = await makeCertificate({ subject, issuer: top, authority: true, dnsNames: [name] });
      expect(await codeOf({ roots: { top }, leaf: await leafOf(between), carried: [between] })).toBe(code);
    }
  });
});

describe("a signer's certificate", () => {
  it('must be for signatures, where it says what its key is for', async () => {
    const { keyEncipherment, digitalSignature, nonRepudiation } = KeyUsageFlags;
    expect(await underRoot({}, { keyUsage: digitalSignature })).toBe('ok');
    expect(await underRoot({}, { keyUsage: nonRepudiation })).toBe('ok');
    expect(await underRoot({}, { keyUsage: keyEncipherment })).toBe('ERR_CERTIFICATE_USAGE');
  });

  it('must not be one that issues others, nor a root itself', async () => {
    expect(await underRoot({}, { authority: true })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await codeOf({ roots: { root }, leaf: root })).toBe('ERR_CERTIFICATE_USAGE');
    const own = await makeCertificate({ subject: { CN: 'self' } });
    expect(await codeOf({ roots: { own }, leaf: own })).toBe('ERR_CERTIFICATE_USAGE');
    const verdict = await judge({ roots: { root }, leaf: own });
    expect(verdict.ok ? '' : verdict.message).toContain('signed by itself');
  });

  it('must not say anything critical that is not understood', async () => {
    const extensions = [makeExtension('1.2.3.4', Uint8Array.of(5, 0), true)];
    const verdict = await judge({ roots: { root }, leaf: await leafOf(root, { extensions }) });
    expect(verdict).toMatchObject({ ok: false, code: 'ERR_CERTIFICATE_USAGE' });
    expect(verdict.ok ? '' : verdict.message).toContain('1.2.3.4');
  });

  it('may be for authentication or code signing, and must be for one of them where it is restricted', async () => {
    for (const usage of [SERVER_AUTH, CLIENT_AUTH, CODE_SIGNING, ANY_USAGE]) {
      expect(await underRoot({}, { extendedKeyUsages: [EMAIL_PROTECTION, usage] })).toBe('ok');
    }
    expect(await underRoot({}, { extendedKeyUsages: [EMAIL_PROTECTION] })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await underIntermediate({ extendedKeyUsages: [EMAIL_PROTECTION] })).toBe('ERR_CERTIFICATE_USAGE');
    const signer = await leafOf(root, { extendedKeyUsages: [EMAIL_PROTECTION] });
    expect(await codeOf({ roots: { root }, leaf: signer, extendedKeyUsages: [EMAIL_PROTECTION] })).toBe('ok');
  });

  it('is for no more than what its authorities allow', async () => {
    const client = { extendedKeyUsages: [CLIENT_AUTH] };
    expect(await underIntermediate(client, { extendedKeyUsages: [CLIENT_AUTH, SERVER_AUTH] })).toBe('ok');
    expect(await underIntermediate(client)).toBe('ok');
    expect(await underIntermediate(client, { extendedKeyUsages: [SERVER_AUTH] })).toBe('ERR_CERTIFICATE_USAGE');
    expect(await underRoot(client, { extendedKeyUsages: [CODE_SIGNING] })).toBe('ERR_CERTIFICATE_USAGE');
  });
});

describe('algorithms', () => {
  it('are those that in-toto has schemes for', async () => {
    const holders = await Promise.all([
      makeHolder('rsa'),
      makeHolder('ecdsa', 'P-256'),
      makeHolder('ecdsa', 'P-384'),
      makeHolder('ecdsa', 'P-521'),
      makeHolder('ed25519'),
    ]);
    const [rsa] = holders;
    const pss = { ...rsa, scheme: { type: 'rsa', padding: 'pss', hash: 'sha256' } } as const;
    for (const holder of [...holders, pss]) {
      const top = await makeCertificate({ subject: ROOT, authority: true, holder });
      expect(await codeOf({ roots: { top }, leaf: await leafOf({ ...top, ...holder }, { holder }) })).toBe('ok');
    }
    const mixed = { ...(holders[2] ?? rsa), scheme: { type: 'ecdsa', curve: 'P-384', hash: 'sha256' } } as const;
    const top = await makeCertificate({ subject: ROOT, authority: true, holder: mixed });
    expect(await codeOf({ roots: { top }, leaf: await leafOf({ ...top, ...mixed }) })).toBe('ok');
  });

  it('with SHA-1 or MD5 are refused wherever somebody relies on them', async () => {
    const rsa = await makeHolder('rsa');
    for (const signatureOid of ['1.2.840.113549.1.1.5', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.2']) {
      const top = await makeCertificate({ subject: ROOT, authority: true, holder: rsa, signatureOid });
      // What a root says of itself by signing is not looked at.
      expect(await codeOf({ roots: { top }, leaf: await leafOf(top) })).toBe('ok');
      expect(await codeOf({ roots: { top }, leaf: await leafOf(top, { signatureOid }) })).toBe(
        'ERR_CERTIFICATE_ALGORITHM',
      );
    }
  });

  it('do not help with a damaged signature', async () => {
    const der = leaf.der.slice();
    der[der.length - 3] = (der.at(-3) ?? 0) ^ 1;
    const pem = `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...der))}\n-----END CERTIFICATE-----\n`;
    expect(await codeOf({ roots: { root }, leaf: pem, carried: [lower, upper] })).toBe('ERR_CERTIFICATE_UNTRUSTED');
  });

  it('need keys of some strength', async () => {
    const { subtle } = globalThis.crypto;
    const parameters = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) };
    const pair = await subtle.generateKey({ ...parameters, hash: 'SHA-256' }, true, ['sign', 'verify']);
    const spki = new Uint8Array(await subtle.exportKey('spki', pair.publicKey));
    const signer = await leafOf(root, { spki });
    expect(await codeOf({ roots: { root }, leaf: signer })).toBe('ERR_CERTIFICATE_ALGORITHM');
  });

  it('need keys that are not too long either', async () => {
    const modulus = [0x02, 0x82, 0x04, 0x02, 0x00, ...Array.from({ length: 1025 }, () => 0xff)];
    const key = [0x30, 0x82, 0x04, 0x0b, ...modulus, 0x02, 0x03, 1, 0, 1];
    const algorithm = [0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    const bits = [0x03, 0x82, 0x04, 0x10, 0, ...key];
    const spki = Uint8Array.from([0x30, 0x82, 0x04, 0x23, ...algorithm, ...bits]);
    const verdict = await judge({ roots: { root }, leaf: await leafOf(root, { spki }) });
    expect(verdict).toMatchObject({ ok: false, code: 'ERR_CERTIFICATE_ALGORITHM' });
    expect(verdict.ok ? '' : verdict.message).toContain('has 8200 bits');
  });

  it('need a key that in-toto knows', async () => {
    // X25519, which signs nothing.
    const spki = Uint8Array.from([
      0x30,
      0x2a,
      0x30,
      5,
      6,
      3,
      0x2b,
      0x65,
      0x6e,
      3,
      0x21,
      0,
      ...Array.from({ length: 32 }, () => 9),
    ]);
    expect(await codeOf({ roots: { root }, leaf: await leafOf(root, { spki }) })).toBe('ERR_CERTIFICATE_ALGORITHM');
  });
});

describe('limits', () => {
  it('bound the length of a chain', async () => {
    const limits = { maxChainLength: 3 };
    expect(await codeOf({ roots: { root }, leaf, carried: [lower, upper] })).toBe('ok');
    expect(await codeOf({ roots: { root }, leaf, carried: [lower, upper], limits })).toBe('ERR_CERTIFICATE_UNTRUSTED');
    expect(await codeOf({ roots: { upper }, leaf, carried: [lower], limits })).toBe('ok');
  });

  it('bound the search among authorities that all certify each other', async () => {
    const holders = await Promise.all(Array.from({ length: 5 }, () => makeHolder()));
    const mesh: Certified[] = [];
    for (const [index, holder] of holders.entries()) {
      for (const [other, by] of holders.entries()) {
        if (index === other) continue;
        const issuer = { ...by, subject: { CN: `M${other}` } };
        mesh.push(await makeCertificate({ subject: { CN: `M${index}` }, holder, issuer, authority: true }));
      }
    }
    const [first] = mesh;
    if (first === undefined) throw new TypeError('an empty mesh');
    const signer = await leafOf(first);
    expect(await codeOf({ roots: { root }, leaf: signer, intermediates: mesh.map(({ pem }) => pem) })).toBe(
      'ERR_CERTIFICATE_LIMIT',
    );
  });

  it('bound the signatures that are verified for all signers together', async () => {
    const issuance = createIssuance(backend);
    const issuer = parseCertificate(root.der);
    for (let count = 0; count < 10_000; count += 1) {
      expect(await issuance.isIssuedBy({ ...issuer, signatureOid: '1.2' }, issuer)).toBe(false);
    }
    await expect(issuance.isIssuedBy({ ...issuer }, issuer)).rejects.toMatchObject({ code: 'ERR_CERTIFICATE_LIMIT' });
  });

  it('bound what a signature carries, and what a layout has', async () => {
    const carried = Array.from({ length: 11 }, () => upper);
    expect(await codeOf({ roots: { root }, leaf, carried })).toBe('ERR_CERTIFICATE_LIMIT');
    expect(
      await codeOf({ roots: { root }, leaf, carried, limits: { maxIntermediates: 11 }, intermediates: [lower.pem] }),
    ).toBe('ok');
    await expect(codeOf({ roots: {}, leaf, limits: { maxChainLength: 0 } })).rejects.toThrow(TypeError);
  });

  it('refuse a certificate that is none, that is of an old version, or that is several', async () => {
    const old = await leafOf(root, { version: Version.v1 });
    expect(await codeOf({ roots: { root }, leaf: old })).toBe('ERR_CERTIFICATE_FORMAT');
    expect(await codeOf({ roots: { root }, leaf: `${leaf.pem}${lower.pem}`, carried: [upper] })).toBe(
      'ERR_CERTIFICATE_FORMAT',
    );
    expect(await codeOf({ roots: { root }, leaf: 'no certificate' })).toBe('ERR_CERTIFICATE_FORMAT');
    expect(await codeOf({ roots: { root }, leaf, carried: [{ pem: 'nothing' }] })).toBe('ERR_CERTIFICATE_FORMAT');
  });
});
