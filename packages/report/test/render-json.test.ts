import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import schemaFile from '../schemas/verification-report.schema.json' with { type: 'json' };
import { renderJson } from '../src/index.ts';
import { FAILURE_TITLES, STAGE_WORDS, WARNING_TITLES } from '../src/wording.ts';
import {
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  failedReport,
  failure,
  PARTIAL_REPORT,
  PASSED_REPORT,
  passedReport,
} from './fixtures.ts';

const { failureCode, warningCode, stage } = schemaFile.$defs;
const ajv = new Ajv2020({ allErrors: true, strictRequired: false, allowUnionTypes: true });
const isReport = ajv.compile(schemaFile);
const problemsOf = (report: unknown): unknown => (isReport(report) ? [] : isReport.errors);
const reports = [...Object.values(FAILED_REPORTS), PASSED_REPORT, PARTIAL_REPORT, FAILED_PARTIAL_REPORT];

describe('renderJson', () => {
  it('writes what reads back as the same report', () => {
    for (const report of reports) {
      expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
    }
  });

  it('is indented by two blanks, keeps the order of members and ends with a newline', () => {
    const report = passedReport();
    expect(renderJson(report)).toBe(
      [
        '{',
        '  "reportVersion": 1,',
        '  "profile": "strict",',
        '  "at": "2026-11-23T09:00:00Z",',
        '  "expires": "2027-01-01T00:00:00Z",',
        '  "checks": [],',
        '  "signatures": [],',
        '  "traces": [],',
        '  "sublayouts": [],',
        '  "ok": true,',
        '  "summary": {',
        '    "name": "",',
        '    "materials": {},',
        '    "products": {},',
        '    "command": [],',
        '    "byproducts": {},',
        '    "environment": {}',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('carries no character that a terminal acts on or that hides text, and loses none', () => {
    const hostile = '\u001B[31m \u009B0m \u007F \u202E \u2066 \u200B \u2028 \uFEFF \u{E0041} \uD800 é 字 🦄';
    const report = failedReport([
      failure('ERR_EVIDENCE', { stage: 'links', subject: { item: hostile }, message: hostile, remedy: hostile }),
    ]);
    const json = renderJson(report);
    expect(json).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
    expect(json).toContain('é 字 🦄');
    expect(JSON.parse(json)).toEqual(report);
  });

  it('keeps artifact names that mean something to JavaScript', () => {
    const products = Object.fromEntries(['__proto__', 'toJSON', 'constructor'].map((name) => [name, { sha256: '00' }]));
    const report = passedReport({ summary: { ...passedReport().summary, products } });
    expect(Object.keys(JSON.parse(renderJson(report)).summary.products)).toEqual([
      '__proto__',
      'toJSON',
      'constructor',
    ]);
  });
});

describe('verification-report.schema.json', () => {
  it('accepts a report of every failure code and a passed one', () => {
    for (const report of reports) expect(problemsOf(JSON.parse(renderJson(report)))).toEqual([]);
  });

  it('knows exactly the codes and stages of the verifier', () => {
    expect(failureCode.enum).toEqual(Object.keys(FAILURE_TITLES));
    expect(warningCode.enum).toEqual(Object.keys(WARNING_TITLES));
    expect(stage.enum).toEqual(Object.keys(STAGE_WORDS));
  });

  it.each([
    ['no verdict', { ok: undefined }],
    ['the other verdict', { ok: true }],
    ['no failures', { failures: [] }],
    ['an unknown code', { failures: [{ ...FAILED_REPORTS.ERR_LIMIT.failures[0], code: 'ERR_OTHER' }] }],
    ['a time with an offset', { at: '2026-11-23T09:00:00+01:00' }],
    ['an unknown member', { extra: 1 }],
    ['another version', { reportVersion: 2 }],
    ['a broken sublayout', { sublayouts: [{ step: 'a', keyId: 'b', report: {} }] }],
  ])('refuses a report with %s', (_, change) => {
    const changed = JSON.parse(JSON.stringify({ ...FAILED_REPORTS.ERR_LIMIT, ...change }));
    expect(isReport(changed)).toBe(false);
  });
});
