import { failureOf } from '@intoto-tests/support';
import { type CertificateSpec, makeCertificate, makeExtension } from '@intoto-tests/support/certificates';
import { decodeBase64, encodeBase64, encodeHex } from '@intoto/encoding';
import { GeneralName, SubjectAlternativeName, Version } from '@peculiar/asn1-x509';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CertificateError } from '../src/certificate-error.ts';
import { splitCertificates } from '../src/certificate-texts.ts';
import { parseCertificate } from '../src/parse-certificate.ts';
import { assertDer } from '../src/strict-der.ts';
import { OPENSSL_LEAF, OPENSSL_PSS } from './vectors.ts';

const sample = await makeCertificate({
  subject: { C: 'DE', O: 'Example', CN: 'builder', emailAddress: 'a@example.com' },
  authority: { pathLength: 3 },
  keyUsage: 32,
  extendedKeyUsages: ['1.3.6.1.5.5.7.3.3'],
  dnsNames: ['b.example.com', 'a.example.com'],
  emails: ['a@example.com'],
  uris: ['spiffe://example.com/z', 'HTTPS://example.com/a%20b?c#d'],
  ipAddresses: ['10.0.0.1'],
  permitted: [
    new GeneralName({ dNSName: 'example.com' }),
    new GeneralName({ uniformResourceIdentifier: '.example.com' }),
  ],
  excluded: [new GeneralName({ rfc822Name: '.example.org' })],
  notAfter: '2050-01-01T00:00:00Z',
});

/** An alternative name that nothing checks on the way. */
function names(uniformResourceIdentifier: string): CertificateSpec {
  const value = new SubjectAlternativeName([new GeneralName({ uniformResourceIdentifier })]);
  return { extensions: [makeExtension('2.5.29.17', value)] };
}

async function codeOf(action: () => unknown): Promise<string> {
  return (await failureOf(action)).code;
}

describe('parseCertificate', () => {
  it('reads what a certificate says', () => {
    const certificate = parseCertificate(sample.der);
    expect(certificate).toMatchObject({
      subject: {
        text: 'emailAddress=a@example.com,CN=builder,O=Example,C=DE',
        commonNames: ['builder'],
        organizations: ['Example'],
        emails: ['a@example.com'],
      },
      signatureOid: '1.2.840.10045.4.3.2',
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2050-01-01T00:00:00Z'),
      names: {
        dnsNames: ['b.example.com', 'a.example.com'],
        emails: ['a@example.com'],
        uris: ['spiffe://example.com/z', 'https://example.com/a%20b?c#d'],
        others: ['IP address'],
      },
      isAuthority: true,
      pathLength: 3,
      keyUsage: { signs: false, issues: true },
      extendedKeyUsages: ['1.3.6.1.5.5.7.3.3'],
      nameConstraints: {
        permitted: { dnsNames: ['example.com'], uris: ['.example.com'], emails: [], others: [] },
        excluded: { emails: ['.example.org'] },
      },
      unknownCritical: [],
    });
    expect(certificate.issuer.der).toBe(certificate.subject.der);
  });

  it("reads OpenSSL's", () => {
    const [leaf] = splitCertificates(OPENSSL_LEAF).map(parseCertificate);
    expect(leaf).toMatchObject({
      subject: { text: 'CN=Bücher,O=Example,C=DE', commonNames: ['Bücher'] },
      issuer: { text: 'CN=Root' },
      names: { uris: ['spiffe://example.org/build'], dnsNames: ['build.example.org'], emails: ['a@example.org'] },
      isAuthority: false,
      keyUsage: { signs: true, issues: false },
      notAfter: new Date('2120-01-01T00:00:00Z'),
    });
    const [pss] = splitCertificates(OPENSSL_PSS).map(parseCertificate);
    expect(pss?.signatureOid).toBe('1.2.840.113549.1.1.10');
  });

  it('refuses what others might read otherwise', async () => {
    const twice = [makeExtension('1.2.3', Uint8Array.of(5, 0)), makeExtension('1.2.3', Uint8Array.of(5, 0))];
    for (const spec of [
      { version: Version.v1 },
      { version: Version.v2 },
      { innerSignatureOid: '1.2.840.10045.4.3.3' },
      { extensions: twice },
      names('no uri'),
      names('https://example.com/a b'),
      names('https://example.com/%zz'),
      names('https://example.com/\u0000'),
      names('https://example.com/"'),
      names(''),
      { dnsNames: ['a\u0000.example.com'] },
      { emails: ['a@example.com\u007f'] },
      { extendedKeyUsages: [] },
      { extensions: [makeExtension('2.5.29.19', Uint8Array.of(0x30, 3, 2, 1, 0))] },
      { extensions: [makeExtension('2.5.29.19', Uint8Array.of(0x30, 6, 1, 1, 0xff, 2, 1, 0xff))] },
      { extensions: [makeExtension('2.5.29.15', Uint8Array.of(0x30, 0))] },
      { extensions: [makeExtension('2.5.29.19', Uint8Array.of(0x30, 0, 0, 0))] },
    ]) {
      const { der } = await makeCertificate(spec);
      expect(await codeOf(() => parseCertificate(der))).toBe('ERR_CERTIFICATE_FORMAT');
    }
  });

  it('refuses bytes that are no certificate, or too many', async () => {
    const { der } = sample;
    for (const bytes of [
      new Uint8Array(),
      der.subarray(0, -1),
      Uint8Array.from([...der, 0]),
      Uint8Array.of(0x30, 0),
      Uint8Array.of(0x30, 0x80, 0, 0),
      Uint8Array.from([0x30, 0x82, 0xff, 0xff]),
      new Uint8Array(1000).fill(0x30),
      Uint8Array.from(Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 0x30 : 58 - index + 1))),
    ]) {
      expect(await codeOf(() => parseCertificate(bytes))).toBe('ERR_CERTIFICATE_FORMAT');
    }
    expect(await codeOf(() => parseCertificate(new Uint8Array(32 * 1024 + 1)))).toBe('ERR_CERTIFICATE_LIMIT');
  });

  it('fails for changed bytes with an error of its own, or not at all', () => {
    const change = fc.record({ at: fc.nat(sample.der.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = sample.der.slice();
        for (const { at, to } of changes) bytes[at] = to;
        try {
          parseCertificate(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CertificateError);
        }
      }),
      { numRuns: 1000, seed: 20260601 },
    );
  });
});

describe('assertDer', () => {
  it.each([
    ['a length that is too long', '30810101'],
    ['an indefinite length', '30800000'],
    ['a length of four bytes', '308400000001ff'],
    ['a boolean that is neither', '010101'],
    ['a padded integer', '02020001'],
    ['a padded negative integer', '0202ffff'],
    ['no integer', '0200'],
    ['unused bits that are set', '03020101'],
    ['unused bits without a byte', '030101'],
    ['a null with content', '050100'],
    ['an object identifier that does not end', '060180'],
    ['an object identifier with padding', '060380807f'],
    ['text that is not UTF-8', '0c01e9'],
    ['text that is not ASCII', '1301e9'],
    ['a time without seconds', '170b323630363031313230305a'],
    ['a time that does not exist', '170d3236303233303132303030305a'],
    ['a time with a zone', '170f3236303630313132303030302b3031'],
    ['half a character', '1e0100'],
    ['a primitive sequence', '1000'],
    ['an octet string in pieces', '2403040100'],
    ['a tag of two bytes', '1f8101'],
  ])('refuses %s', async (_, hex) => {
    const bytes = Uint8Array.from(hex.match(/../gu) ?? [], (digits) => Number.parseInt(digits, 16));
    expect(await codeOf(() => assertDer(bytes))).toBe('ERR_CERTIFICATE_FORMAT');
  });
});

describe('splitCertificates', () => {
  it('takes PEM, base64 of PEM or DER, and DER', async () => {
    const other = await makeCertificate();
    const both = `Subject: CN=a\n${sample.pem}\n\nmore\r\n${other.pem.replaceAll('\n', '\r\n')}`;
    const hex = [sample.der, other.der].map((der) => encodeHex(der));
    const bytes = new TextEncoder().encode(both);
    for (const source of [both, bytes, encodeBase64(bytes)]) {
      expect(splitCertificates(source).map((der) => encodeHex(der))).toEqual(hex);
    }
    for (const source of [sample.der, encodeBase64(sample.der), sample.pem]) {
      expect(splitCertificates(source).map((der) => encodeHex(der))).toEqual([hex[0]]);
    }
    expect(decodeBase64(encodeBase64(sample.der))).toEqual(sample.der);
  });

  it('refuses anything else', async () => {
    const key = sample.pem.replaceAll('CERTIFICATE', 'PRIVATE KEY');
    const trusted = sample.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE');
    for (const source of ['', 'hello', '####', key, trusted, `${sample.pem}${key}`, sample.pem.slice(0, -10)]) {
      expect(await codeOf(() => splitCertificates(source))).toBe('ERR_CERTIFICATE_FORMAT');
    }
    const [message] = [(await failureOf(() => splitCertificates(key))).message];
    expect(message).toContain('"PRIVATE KEY"');
    expect(await codeOf(() => splitCertificates('-'.repeat(9_000_000)))).toBe('ERR_CERTIFICATE_LIMIT');
    expect(
      await codeOf(() =>
        splitCertificates('-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'.repeat(1001)),
      ),
    ).toBe('ERR_CERTIFICATE_LIMIT');
  });
});
