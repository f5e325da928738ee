import { describe, expect, it } from 'vitest';

import { listExpiries, renderHtml, renderText } from '../src/index.ts';
import { ALICE, BOB, CAROL, FAILED_REPORTS, KEY_NAMES, PASSED_REPORT, passedReport } from './fixtures.ts';

describe('listExpiries', () => {
  it('has the layout, sublayouts, certificates and OpenPGP keys, the earliest first', () => {
    expect(listExpiries(PASSED_REPORT, { keyNames: KEY_NAMES })).toEqual([
      { what: 'sublayout of step build', at: '2023-04-04T00:00:00Z', over: true },
      { what: 'layout', at: '2027-01-01T00:00:00Z', over: false },
      {
        what: expect.stringMatching(
          /^step test: carol \(.*\), certificate spiffe:\/\/example\.org\/tester under c0ffee00/,
        ),
        at: '2027-01-01T00:00:00Z',
        over: false,
      },
      { what: 'sublayout of step build', at: '2027-01-01T00:00:00Z', over: false },
      { what: expect.stringMatching(/^layout: OpenPGP key Alice Owner/), at: '2027-03-01T00:00:00Z', over: false },
    ]);
  });

  it('has the OpenPGP keys of those who signed, which are good until the very second', () => {
    const signed = { location: 'x', keyExpires: '2026-11-23T09:00:00Z' };
    const inner = passedReport({ expires: undefined, signatures: [{ keyId: BOB, ...signed }] });
    const report = passedReport({
      expires: undefined,
      signatures: [
        { keyId: ALICE, keyExpires: '2026-11-23T08:59:59Z' },
        { item: 'build', keyId: BOB, ...signed },
        { item: 'test', keyId: CAROL },
      ],
      sublayouts: [{ step: 'build', keyId: BOB, report: inner }],
    });
    expect(listExpiries(report, { keyNames: KEY_NAMES })).toEqual([
      { what: 'layout: OpenPGP key Alice Owner (776a00e29f355...)', at: '2026-11-23T08:59:59Z', over: true },
      { what: 'step build: OpenPGP key bob (2f89b9272acfc...)', at: '2026-11-23T09:00:00Z', over: false },
    ]);
  });

  it('is empty where nothing is known to end', () => {
    expect(listExpiries(FAILED_REPORTS.ERR_LAYOUT_NO_EXPIRY)).toEqual([]);
  });

  it('stands in the page, and in the text where it is asked for', () => {
    const title = 'What expires when';
    expect(renderText(PASSED_REPORT)).not.toContain(title);
    expect(renderText(PASSED_REPORT, { expiries: true })).toContain(
      `\n${title}, seen from 2026-11-23T09:00:00Z\n   2023-04-04T00:00:00Z  sublayout of step build (over)\n`,
    );
    expect(renderHtml(PASSED_REPORT)).toContain(`>${title}</h2>`);
    expect(renderHtml(FAILED_REPORTS.ERR_LAYOUT_NO_EXPIRY)).not.toContain(title);
  });
});
