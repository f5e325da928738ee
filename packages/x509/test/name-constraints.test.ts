import { describe, expect, it } from 'vitest';

import type { AlternativeNames, Certificate, NameForm } from '../src/certificate.ts';
import { findNameProblem } from '../src/name-constraints.ts';

type Names = Partial<AlternativeNames>;

const NONE: AlternativeNames = { dnsNames: [], emails: [], uris: [], others: [] };

function isAllowed(names: Names, permitted: Names, excluded: Names = {}, subjectText = ''): boolean {
  const subject = { der: '', text: subjectText, commonNames: [], organizations: [], emails: [] };
  const certificate = { names: { ...NONE, ...names }, subject } as unknown as Certificate;
  const constraints = { permitted: { ...NONE, ...permitted }, excluded: { ...NONE, ...excluded } };
  return findNameProblem(certificate, constraints) === undefined;
}

describe('name constraints', () => {
  it.each([
    // form, name, constraint, permitted by it, excluded by it
    ['dnsNames', 'example.com', 'example.com', true, true],
    ['dnsNames', 'a.b.example.com', 'example.com', true, true],
    ['dnsNames', 'A.EXAMPLE.com', 'example.COM', true, true],
    ['dnsNames', 'badexample.com', 'example.com', false, false],
    ['dnsNames', 'example.com.evil.org', 'example.com', false, false],
    ['dnsNames', 'example.com', '.example.com', false, false],
    ['dnsNames', 'a.example.com', '.example.com', true, true],
    ['dnsNames', 'anything', '', true, true],
    ['dnsNames', '*.example.com', 'example.com', true, true],
    ['dnsNames', '*.example.com', 'a.example.com', false, true],
    ['dnsNames', '*.com', '.example.com', false, true],
    ['dnsNames', 'a..example.com', 'example.com', false, true],
    ['dnsNames', 'a.example.com.', 'example.com', false, true],
    ['dnsNames', '10.0.0.1', '0.1', false, true],
    ['emails', 'a@example.com', 'a@example.com', true, true],
    ['emails', 'A@example.com', 'a@example.com', false, true],
    ['emails', 'a@EXAMPLE.com', 'a@example.com', true, true],
    ['emails', 'a@example.com', 'example.com', true, true],
    ['emails', 'a@b.example.com', 'example.com', false, true],
    ['emails', 'a@b.example.com', '.example.com', true, true],
    ['emails', 'a@example.com', '.example.com', false, false],
    ['emails', 'a@evil.org@example.com', 'example.com', false, true],
    ['emails', 'nobody', 'example.com', false, true],
    ['uris', 'spiffe://example.com/a', 'example.com', true, true],
    ['uris', 'https://user@example.com:443/a', 'example.com', true, true],
    ['uris', 'https://b.example.com/', 'example.com', false, true],
    ['uris', 'https://b.example.com/', '.example.com', true, true],
    ['uris', 'https://evil.org/example.com', 'example.com', false, false],
    ['uris', 'https://example.com@evil.org/', 'example.com', false, false],
    ['uris', 'https://10.0.0.1/', 'example.com', false, true],
    ['uris', 'urn:a:b', 'example.com', false, true],
  ] as const)('%s %s by %s', (form, name, constraint, permitted, excluded) => {
    expect(isAllowed({ [form]: [name] }, { [form]: [constraint] })).toBe(permitted);
    expect(isAllowed({ [form]: [name] }, {}, { [form]: [constraint] })).toBe(!excluded);
  });

  it('concern names of their form only, and all of them', () => {
    const permitted = { dnsNames: ['example.com', 'example.org'] };
    expect(isAllowed({ emails: ['a@b.c'] }, permitted)).toBe(true);
    expect(isAllowed({ dnsNames: ['a.example.com', 'b.example.org'] }, permitted)).toBe(true);
    expect(isAllowed({ dnsNames: ['a.example.com', 'b.example.net'] }, permitted)).toBe(false);
    expect(isAllowed({ dnsNames: ['a.example.com'] }, permitted, { dnsNames: ['a.example.com'] })).toBe(false);
  });

  it('that are not understood refuse certificates with such names', () => {
    const ip: readonly NameForm[] = ['IP address'];
    expect(isAllowed({ dnsNames: ['a'] }, {}, { others: ip })).toBe(true);
    expect(isAllowed({ others: ip }, {}, { others: ip })).toBe(false);
    expect(isAllowed({ others: ip }, { others: ip })).toBe(false);
    const directory: readonly NameForm[] = ['directory name'];
    expect(isAllowed({ dnsNames: ['a'] }, { others: directory })).toBe(true);
    expect(isAllowed({ dnsNames: ['a'] }, { others: directory }, {}, 'CN=a')).toBe(false);
  });
});
