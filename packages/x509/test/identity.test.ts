import { type CertificateSpec, type Certified, makeCertificate } from '@intoto-tests/support/certificates';
import { describe, expect, it } from 'vitest';

import { type JudgeSpec, judge } from './judge.ts';

const one = await makeCertificate({ subject: { CN: 'One' }, authority: true });
const two = await makeCertificate({ subject: { CN: 'Two' }, authority: true });

async function identityOf(spec: CertificateSpec, issuer: Certified = one): Promise<readonly string[]> {
  const request: JudgeSpec = { roots: { one, two }, leaf: await makeCertificate({ issuer, ...spec }) };
  const verdict = await judge(request);
  if (!verdict.ok) throw new TypeError(verdict.message);
  return verdict.identity;
}

/** Whether two certificates, each with a key of its own, belong to one functionary. */
async function areOne(a: CertificateSpec, b: CertificateSpec, issuerOfB: Certified = one): Promise<boolean> {
  const [first, second] = [await identityOf(a), await identityOf(b, issuerOfB)];
  return first.some((text) => second.includes(text));
}

describe('the identity of a certificate', () => {
  it('stays the same when the key changes', async () => {
    for (const spec of [
      { uris: ['spiffe://example.org/build'] },
      { uris: ['https://example.org/build'] },
      { dnsNames: ['build.example.org'] },
      { emails: ['a@example.org'] },
      { subject: { CN: 'a' } },
      { subject: { O: 'Example' } },
      { subject: {} },
    ]) {
      expect(await areOne(spec, spec)).toBe(true);
    }
  });

  it('of a workload is its SPIFFE ID, whatever else the certificate says and whoever issued it', async () => {
    const uris = ['spiffe://example.org/build'];
    expect(await areOne({ uris, dnsNames: ['a'] }, { uris, subject: { CN: 'b' } })).toBe(true);
    expect(await areOne({ uris }, { uris }, two)).toBe(true);
    expect(await areOne({ uris }, { uris: ['spiffe://example.org/test'] })).toBe(false);
    expect(await areOne({ uris, dnsNames: ['a'] }, { uris: ['spiffe://example.org/test'], dnsNames: ['a'] })).toBe(
      false,
    );
  });

  it('of anyone else belongs to the root', async () => {
    for (const spec of [{ dnsNames: ['a'] }, { emails: ['a@b'] }, { uris: ['https://a/'] }, { subject: { CN: 'a' } }]) {
      expect(await areOne(spec, spec, two)).toBe(false);
    }
  });

  it('is shared by certificates that share a name', async () => {
    expect(await areOne({ emails: ['a@b'], dnsNames: ['x'] }, { emails: ['a@b'], dnsNames: ['y'] })).toBe(true);
    expect(await areOne({ emails: ['a@b'] }, { emails: ['A@B'] })).toBe(true);
    expect(await areOne({ emails: ['a@b'] }, { dnsNames: ['a@b'] })).toBe(false);
    // A common name tells whose a certificate is only where nothing else does.
    expect(await areOne({ subject: { CN: 'bot' }, emails: ['a@b'] }, { subject: { CN: 'bot' }, emails: ['c@d'] })).toBe(
      false,
    );
    expect(await areOne({ subject: { CN: 'a', O: 'x' } }, { subject: { CN: 'a', O: 'y' } })).toBe(true);
  });
});
