import { InTotoError } from '@intoto/encoding';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import schemaFile from '../schemas/verification-report.schema.json' with { type: 'json' };
import { parseReport, renderJson, renderReport, REPORT_FORMATS } from '../src/index.ts';
import { FAILED_PARTIAL_REPORT, FAILED_REPORTS, PARTIAL_REPORT, PASSED_REPORT } from './fixtures.ts';

const REPORTS = [...Object.values(FAILED_REPORTS), PASSED_REPORT, PARTIAL_REPORT, FAILED_PARTIAL_REPORT];
const isReport = new Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schemaFile);

function codeOf(source: string | Uint8Array, options = {}): string {
  try {
    parseReport(source, options);
    return 'none';
  } catch (error) {
    if (InTotoError.is(error)) return error.code;
    throw error;
  }
}

/** Every copy with one value replaced, removed or added. */
function* mutate(value: unknown): Generator {
  for (const other of [null, 'x', -1, [], {}, true]) yield other;
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { ...value, extra: 1 };
  for (const [name, member] of Object.entries(value)) {
    const put = (changed: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed };
    if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    for (const changed of mutate(member)) yield put(changed);
  }
}

describe('parseReport', () => {
  it('reads what renderJson wrote, such that every format is the same', () => {
    for (const report of REPORTS) {
      const read = parseReport(renderJson(report));
      for (const format of REPORT_FORMATS) expect(renderReport(read, format)).toBe(renderReport(report, format));
    }
  });

  it('takes only what the published schema describes, whatever is changed', { timeout: 120_000 }, () => {
    for (const report of [
      FAILED_REPORTS.ERR_RULE_DISALLOW,
      FAILED_REPORTS.ERR_LINK_THRESHOLD,
      PASSED_REPORT,
      PARTIAL_REPORT,
    ]) {
      let refused = 0;
      for (const changed of mutate(JSON.parse(renderJson(report)))) {
        const code = codeOf(JSON.stringify(changed));
        if (code === 'none') expect([isReport(changed), changed]).toEqual([true, changed]);
        else refused += 1;
      }
      expect(refused).toBeGreaterThan(100);
    }
  });

  const text = renderJson(FAILED_REPORTS.ERR_LIMIT);
  const tree = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

  it.each([
    ['nothing', '', 'ERR_JSON_SYNTAX'],
    ['bytes that are no text', Uint8Array.of(0xff), 'ERR_UTF8'],
    ['a member twice', text.replace('"ok": false', '"ok": false, "ok": false'), 'ERR_JSON_DUPLICATE_NAME'],
    ['a fraction', text.replace('"reportVersion": 1', '"reportVersion": 1.5'), 'ERR_JSON_FLOAT'],
    ['a link', '{"signed": {}, "signatures": []}', 'ERR_REPORT_FORMAT'],
    ['a later version', '{"reportVersion": 2}', 'ERR_REPORT_VERSION'],
    [
      'a verdict that its checks deny',
      JSON.stringify({ ...JSON.parse(renderJson(PASSED_REPORT)), checks: FAILED_REPORTS.ERR_LIMIT.checks }),
      'ERR_REPORT_FORMAT',
    ],
    ['failures that are no checks', JSON.stringify({ ...tree(), checks: [] }), 'ERR_REPORT_FORMAT'],
    ['no failures', JSON.stringify({ ...tree(), checks: [], failures: [] }), 'ERR_REPORT_FORMAT'],
    [
      'some steps alone that pass',
      JSON.stringify({ ...JSON.parse(renderJson(PARTIAL_REPORT)), ok: true }),
      'ERR_REPORT_FORMAT',
    ],
    [
      'a pass in part',
      JSON.stringify({ ...JSON.parse(renderJson(PASSED_REPORT)), partial: PARTIAL_REPORT.partial }),
      'ERR_REPORT_FORMAT',
    ],
    [
      'a sublayout that was verified in part',
      JSON.stringify({
        ...JSON.parse(renderJson(PASSED_REPORT)),
        sublayouts: [{ step: 'build', keyId: 'ab', report: PARTIAL_REPORT }],
      }),
      'ERR_REPORT_FORMAT',
    ],
    [
      'failures that some steps alone do not tell',
      JSON.stringify({ ...JSON.parse(renderJson(FAILED_PARTIAL_REPORT)), failures: [] }),
      'ERR_REPORT_FORMAT',
    ],
    ['a huge number', text.replace('67108864', '1'.repeat(30)), 'ERR_REPORT_FORMAT'],
    ['nesting', `${'['.repeat(300)}${']'.repeat(300)}`, 'ERR_JSON_DEPTH'],
  ])('refuses %s', (_what, source, code) => {
    expect(codeOf(source)).toBe(code);
  });

  it('keeps to limits', () => {
    expect(codeOf(text, { maxBytes: 100 })).toBe('ERR_JSON_SIZE');
  });

  it('says where, and what to do', () => {
    const wrong = JSON.stringify({ ...tree(), signatures: [{ keyId: 7 }] });
    expect(() => parseReport(wrong)).toThrow(
      '"signatures.0.keyId" of the report must be a string. Give what renderJson',
    );
  });
});
