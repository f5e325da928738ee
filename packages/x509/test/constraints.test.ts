import { makeCertificate } from '@intoto-tests/support/certificates';
import { createCertificateConstraint } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { findUnmetAttributes } from '../src/constraints.ts';
import { codeOf, judge } from './judge.ts';

/** Whether a list of DNS names meets a list of a constraint. */
function isMet(dnsNames: readonly string[], found: readonly string[]): boolean {
  const subject = { der: '', text: '', commonNames: [], organizations: [], emails: [] };
  const names = { dnsNames: found, emails: [], uris: [], others: [] };
  const constraint = createCertificateConstraint({ dnsNames, roots: ['*'] });
  return findUnmetAttributes(constraint, { subject, names }, 'a', new Set(['a'])).length === 0;
}

describe('a list of a constraint', () => {
  it.each([
    // The list of the constraint, that of the certificate, whether one meets the other: as in-toto-golang 0.11.0 compares them.
    [['*'], [], true],
    [['*'], ['a'], true],
    [['*'], ['a', 'b'], true],
    [['*', 'a'], ['a'], false],
    [['*', 'a'], ['*', 'a'], true],
    [[], [], true],
    [[''], [], true],
    [[], [''], true],
    [[''], [''], true],
    [[], ['a'], false],
    [[''], ['a'], false],
    [['a'], [], false],
    [['a'], [''], false],
    [['a'], ['a'], true],
    [['a'], ['A'], false],
    [['a'], ['b'], false],
    [['a'], ['a', 'b'], false],
    [['a', 'b'], ['a'], false],
    [['a', 'b'], ['b', 'a'], true],
    [['a', 'a'], ['a'], true],
    [['a'], ['a', 'a'], false],
    [['a', 'a'], ['a', 'a'], false],
    [['', 'a'], ['a', ''], true],
    [['', 'a'], ['a'], false],
    [['a*'], ['ab'], false],
    [['*.example.com'], ['a.example.com'], false],
    [['а'], ['a'], false],
  ])('%j meets %j: %j', (expected, found, met) => {
    expect(isMet(expected, found)).toBe(met);
  });
});

const one = await makeCertificate({ subject: { CN: 'One' }, authority: true });
const two = await makeCertificate({ subject: { CN: 'Two' }, authority: true });
const leaf = await makeCertificate({
  subject: { CN: 'builder', O: ['Example', 'Team'] },
  issuer: one,
  dnsNames: ['build.example.com'],
  emails: ['builder@example.com'],
  uris: ['spiffe://example.com/builder', 'https://example.com/'],
});
const ALL = {
  commonName: 'builder',
  organizations: ['Team', 'Example'],
  dnsNames: ['build.example.com'],
  emails: ['builder@example.com'],
  uris: ['https://example.com/', 'spiffe://example.com/builder'],
} as const;

function codeFor(change: object, roots: readonly string[] = ['*']): Promise<string> {
  const constraints = [createCertificateConstraint({ ...ALL, roots, ...change })];
  return codeOf({ roots: { one, two }, leaf, constraints });
}

describe('a constraint', () => {
  it('holds only in full', async () => {
    expect(await codeFor({})).toBe('ok');
    for (const change of [
      { commonName: undefined },
      { commonName: 'Builder' },
      { organizations: ['Example'] },
      { dnsNames: undefined },
      { emails: ['other@example.com'] },
      { uris: ['spiffe://example.com/builder'] },
      { uris: ['SPIFFE://example.com/builder', 'https://example.com/'] },
    ]) {
      expect(await codeFor(change)).toBe('ERR_CERTIFICATE_CONSTRAINT');
    }
  });

  it('says what of it does not hold', async () => {
    const nearer = createCertificateConstraint({ ...ALL, commonName: 'other', emails: [], roots: ['*'] });
    const constraints = [createCertificateConstraint({ roots: ['*'] }), nearer];
    const verdict = await judge({ roots: { one }, leaf, constraints });
    expect(verdict).toMatchObject({
      ok: false,
      code: 'ERR_CERTIFICATE_CONSTRAINT',
      details: {
        certificate: 'O=Team,O=Example,CN=builder',
        constraint: 2,
        unmet: [
          { attribute: 'common_name', expected: ['other'], found: ['builder'] },
          { attribute: 'emails', expected: [], found: ['builder@example.com'] },
        ],
      },
    });
    expect(verdict.ok ? '' : verdict.message).toContain(
      'common_name must be "other" and is "builder"; emails must be absent and is "builder@example.com"',
    );
  });

  it('is one of several, any of which may hold', async () => {
    const nobody = createCertificateConstraint({ roots: ['*'] });
    const builder = createCertificateConstraint({ ...ALL, roots: ['one'] });
    expect(await codeOf({ roots: { one }, leaf, constraints: [nobody, builder] })).toBe('ok');
    expect(await codeOf({ roots: { one }, leaf, constraints: [] })).toBe('ERR_CERTIFICATE_CONSTRAINT');
  });

  it('on a common name takes no certificate with two', async () => {
    const twice = await makeCertificate({ subject: { CN: ['builder', 'other'] }, issuer: one });
    for (const commonName of ['builder', 'other', '']) {
      const constraints = [createCertificateConstraint({ commonName, roots: ['*'] })];
      expect(await codeOf({ roots: { one }, leaf: twice, constraints })).toBe('ERR_CERTIFICATE_CONSTRAINT');
    }
  });
});

describe('the roots of a constraint', () => {
  it('are those that the certificate may lead to, not those that the layout has', async () => {
    expect(await codeFor({}, ['one'])).toBe('ok');
    expect(await codeFor({}, ['two'])).toBe('ERR_CERTIFICATE_CONSTRAINT');
    // As in Go, where only a list of all roots holds in a layout with several.
    expect(await codeFor({}, ['two', 'one'])).toBe('ok');
    expect(await codeFor({}, ['*'])).toBe('ok');
  });

  it('are never none', async () => {
    expect(await codeFor({}, [])).toBe('ERR_CERTIFICATE_CONSTRAINT');
    expect(await codeFor({}, [''])).toBe('ERR_CERTIFICATE_CONSTRAINT');
  });

  it('must all be roots of the layout', async () => {
    expect(await codeFor({}, ['one', 'three'])).toBe('ERR_CERTIFICATE_CONSTRAINT');
  });

  it('are reached by any of several chains', async () => {
    const { holder, subject } = { holder: one, subject: { CN: 'One' } };
    const crossed = await makeCertificate({ subject, holder, issuer: two, authority: true });
    const spec = { roots: { one, two }, leaf, carried: [crossed] };
    for (const root of ['one', 'two']) {
      const constraints = [createCertificateConstraint({ ...ALL, roots: [root] })];
      expect(await judge({ ...spec, constraints })).toMatchObject({ ok: true, certificate: { root } });
    }
  });

  it('do not count where the chain to them is not valid', async () => {
    const { holder, subject } = { holder: one, subject: { CN: 'One' } };
    const crossed = await makeCertificate({
      subject,
      holder,
      issuer: two,
      authority: true,
      notAfter: '2025-01-01T00:00:00Z',
    });
    const constraints = [createCertificateConstraint({ ...ALL, roots: ['two'] })];
    expect(await codeOf({ roots: { one, two }, leaf, carried: [crossed], constraints })).toBe(
      'ERR_CERTIFICATE_CONSTRAINT',
    );
  });
});
