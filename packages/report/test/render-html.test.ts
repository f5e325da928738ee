import { describe, expect, it } from 'vitest';

import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from '../src/generated/page-assets.ts';
import { renderHtml } from '../src/index.ts';
import {
  failedReport,
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  failure,
  PARTIAL_REPORT,
  PASSED_REPORT,
} from './fixtures.ts';

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'"&lt; \u202Egpj.exe \u001B[31m`;

/** What would let text become more than text. */
function holes(page: string): readonly string[] {
  const ours = page.replace(`<script>${PAGE_SCRIPT}</script>`, '').replace(`<style>${PAGE_STYLE}</style>`, '');
  return (
    ours.match(/<script(?! type="application\/json" id="artifact-data">)|<img|\son\w+="|[^\P{C}\n]|style=/gu) ?? []
  );
}

describe('renderHtml', () => {
  it('lets in its own script and style by their hashes, and nothing else', async () => {
    const page = renderHtml(PASSED_REPORT);
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; script-src '${PAGE_SCRIPT_HASH}'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    );
    expect([await hashOf(PAGE_SCRIPT), await hashOf(PAGE_STYLE)]).toEqual([PAGE_SCRIPT_HASH, PAGE_STYLE_HASH]);
    expect(page.split(`<script>${PAGE_SCRIPT}</script>`).length).toBe(2);
  });

  it('tells every failure of every kind, and loads nothing', () => {
    for (const [code, report] of Object.entries(FAILED_REPORTS)) {
      const page = renderHtml(report);
      expect(page).toContain(`<strong>FAILED</strong>`);
      expect(page).toContain('id="failure-1"');
      expect(page).toContain(`<dd>${code} (while `);
      expect(page.match(/\b(?:src|href)="(?!#)/g)).toBe(null);
      expect(holes(page)).toEqual([]);
    }
  });

  it('says of some steps alone what was not checked, and that it is no pass', () => {
    const page = renderHtml(PARTIAL_REPORT);
    expect(page).toContain('<title>PARTIAL: ');
    expect(page).toContain('<header class="partial">');
    expect(page).toContain('<strong>PARTIAL</strong>: 1 of 5 steps checked, which is no pass</h1>');
    expect(page).toContain('<dd>inspection untar</dd>');
    expect(page).not.toContain('PASSED');
    expect(holes(page)).toEqual([]);
    expect(renderHtml(FAILED_PARTIAL_REPORT)).toContain('<header class="failed">');
  });

  it('keeps hostile names text in every place', () => {
    const report = failedReport(
      [
        failure('ERR_RULE_DISALLOW', {
          stage: 'step-rules',
          subject: {
            item: HOSTILE,
            keyId: HOSTILE,
            location: HOSTILE,
            artifact: HOSTILE,
            ruleList: 'expected_products',
            ruleNumber: 1,
          },
          message: HOSTILE,
          remedy: HOSTILE,
          details: { [HOSTILE]: HOSTILE, output: HOSTILE },
        }),
      ],
      {
        at: HOSTILE,
        expires: HOSTILE,
        signatures: [{ item: HOSTILE, keyId: HOSTILE, location: HOSTILE }, { keyId: HOSTILE }],
        traces: [
          {
            item: HOSTILE,
            ruleList: 'expected_products',
            queue: [HOSTILE],
            rules: [{ number: 1, rule: HOSTILE, consumed: [], refused: [HOSTILE], nearMisses: [] }],
          },
        ],
        sublayouts: [{ step: HOSTILE, keyId: HOSTILE, report: PASSED_REPORT }],
      },
    );
    const page = renderHtml(report, { keyNames: new Map([[HOSTILE, HOSTILE]]) });
    expect(holes(page)).toEqual([]);
    expect(page).toContain(String.raw`\u202egpj.exe`);
  });

  it('makes failed parts of the drawing links to what failed', () => {
    const page = renderHtml(FAILED_REPORTS.ERR_RULE_DISALLOW);
    expect(page).toMatch(/<a class="edge failed" href="#failure-1" aria-label="[^"]*refused: see failure 1"/);
    expect(page).toMatch(/<a class="node step failed" href="#failure-1"/);
  });

  it('says when a verification passed, and links nothing to failures', () => {
    const page = renderHtml(PASSED_REPORT);
    expect(page).toContain('<strong>PASSED</strong>: every check');
    expect(page).not.toContain('#failure');
    expect(holes(page)).toEqual([]);
  });
});
