import { describe, expect, it } from 'vitest';

import { listExpiries, renderHtml, renderText } from '../src/index.ts';
import { FAILED_REPORTS, KEY_NAMES, PASSED_REPORT } from './fixtures.ts';

describe('listExpiries', () => {
  it('has the layout, sublayouts and certificates, the earliest first', () => {
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
