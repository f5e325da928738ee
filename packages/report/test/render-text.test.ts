import { THOROUGH } from '@intoto-tests/support';
import type { AnyReport, Failure, VerificationReport } from '@intoto/verifier';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { displayWidth } from '../src/display-width.ts';
import { renderText } from '../src/index.ts';
import {
  ALICE,
  BOB,
  CAROL,
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  failedReport,
  failure,
  KEY_NAMES,
  MADE,
  PARTIAL_REPORT,
  PASSED_REPORT,
  passedReport,
  TOUCHED,
} from './fixtures.ts';
import { FAILED_PARTIAL_TEXT, FAILED_TEXTS, PARTIAL_TEXT, PASSED_TEXT } from './golden.ts';

const REPORTS: readonly AnyReport[] = [
  ...Object.values(FAILED_REPORTS),
  PASSED_REPORT,
  PARTIAL_REPORT,
  FAILED_PARTIAL_REPORT,
];

function linesOf(report: AnyReport, options?: Parameters<typeof renderText>[1]): string[] {
  return renderText(report, options).replace(/\n$/, '').split('\n');
}

/** Appends `tail` to every string of a report that comes from outside. */
function taint(report: AnyReport, tail: string): AnyReport {
  const OWN = new Set(['at', 'code', 'profile', 'reason', 'ruleList', 'stage', 'status']);
  return JSON.parse(JSON.stringify(report), (name, value: unknown) =>
    typeof value === 'string' && !OWN.has(name) ? value + tail : value,
  ) as AnyReport;
}

describe('renderText', () => {
  it.each(Object.entries(FAILED_TEXTS))('explains %s', (code, text) => {
    const report = FAILED_REPORTS[code as keyof typeof FAILED_REPORTS];
    expect(renderText(report, { keyNames: KEY_NAMES })).toBe(text);
  });

  it('tells for a passed verification who signed what, which inspections ran, and what to know', () => {
    expect(renderText(PASSED_REPORT, { keyNames: KEY_NAMES })).toBe(PASSED_TEXT);
  });

  it('says of some steps alone what was checked, and that it is no pass', () => {
    expect(renderText(PARTIAL_REPORT, { keyNames: KEY_NAMES })).toBe(PARTIAL_TEXT);
    expect(renderText(FAILED_PARTIAL_REPORT, { keyNames: KEY_NAMES })).toBe(FAILED_PARTIAL_TEXT);
    const all = { steps: ['build'], undecided: [], uncheckedSteps: [], sources: [], uncheckedInspections: [] };
    expect(linesOf({ ...PARTIAL_REPORT, partial: all }).at(-1)).toBe('PARTIAL: some steps alone were verified');
  });

  it('begins with the verdict and ends with it', () => {
    for (const report of REPORTS) {
      const lines = linesOf(report);
      const verdict = report.ok ? 'PASSED' : report === PARTIAL_REPORT ? 'PARTIAL' : 'FAILED';
      expect(lines[0]).toContain(`${verdict}: layout verified for 2026-11-23T09:00:00Z, profile strict`);
      expect(lines.at(-1)?.startsWith(verdict)).toBe(true);
    }
  });

  it('says nothing but the verdict where there is nothing to say', () => {
    expect(renderText(passedReport({ expires: undefined }))).toBe(
      'PASSED: layout verified for 2026-11-23T09:00:00Z, profile strict\n\nPASSED\n',
    );
  });

  it('never goes beyond the width but for a single long word', () => {
    for (const report of REPORTS) {
      for (let width = 40; width < 120; width += 3) {
        for (const line of linesOf(report, { width, keyNames: KEY_NAMES })) {
          expect(displayWidth(line) <= width || !line.trim().includes(' ')).toBe(true);
        }
      }
    }
  });

  it('puts the name of a step on lines of its own where it is too long for a column', () => {
    const step = 'compile-and-link-everything';
    const outer = passedReport({
      signatures: [{ item: step, keyId: BOB }],
      sublayouts: [{ step, keyId: BOB, report: passedReport({ signatures: [{ item: step, keyId: ALICE }] }) }],
    });
    const lines = linesOf(outer, { width: 50 });
    const first = lines.indexOf('Signed by');
    expect(lines.slice(first, first + 6)).toEqual([
      'Signed by',
      `   ${step}`,
      '                             2f89b927...',
      `   ${step} >`,
      `   ${step}`,
      '                             776a00e2...',
    ]);
  });

  it('counts wide characters as two columns', () => {
    const message = '検証に失敗しました '.repeat(12).trim();
    const report = failedReport([failure('ERR_EVIDENCE', { stage: 'links', subject: {}, message, remedy: message })]);
    for (const line of linesOf(report)) expect(displayWidth(line) <= 80).toBe(true);
  });

  it('breaks no line where the width is infinite', () => {
    const remedy = FAILED_REPORTS.ERR_LAYOUT_EXPIRED.failures[0].remedy;
    expect(linesOf(FAILED_REPORTS.ERR_LAYOUT_EXPIRED, { width: Infinity })).toContain(`   to do        ${remedy}`);
  });

  it.each([0, -1, Number.NaN])('refuses a width of %d', (width) => {
    expect(() => renderText(PASSED_REPORT, { width })).toThrow(TypeError);
  });

  it('lets nothing from outside act on the terminal, hide, or look like a verdict', () => {
    const tails = [
      '\u001B[2J\u001B[H',
      '\u009B31m',
      '\r',
      '\nPASSED: layout verified',
      '\u0007\b\u007F',
      '\u202Etxt.exe\u202C',
      '\u2066x\u2069',
      '\u200B\u00AD\uFEFF\u2060\u3164\uFE0F',
      '\u2028\u2029\u0085',
      '\u00A0\u3000',
      '\uD800',
      '\u{E0041}\uE000',
    ];
    for (const report of REPORTS) {
      for (const tail of tails) {
        const text = renderText(taint(report, tail), { keyNames: new Map([[ALICE, `Alice${tail}`]]) });
        expect(text).not.toMatch(/[^\P{C}\n]|\p{Default_Ignorable_Code_Point}|(?! )\p{Z}/u);
        const verdicts = text.split('\n').filter((line) => /^(PASSED|FAILED|PARTIAL)/.test(line));
        expect(verdicts).toHaveLength(2);
      }
    }
  });

  it('holds for arbitrary text in every place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REPORTS),
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 100 }),
        (report, tail, width) => {
          const text = renderText(taint(report, tail), { width });
          expect(text).not.toMatch(/[^\P{C}\p{Cn}\n]/u);
          expect(text.split('\n').filter((line) => /^(PASSED|FAILED|PARTIAL): layout/.test(line))).toHaveLength(1);
        },
      ),
      { numRuns: THOROUGH ? 200 : 50 },
    );
  });

  it('colours only when asked, and only adds escapes', () => {
    for (const report of REPORTS) {
      const plain = renderText(report);
      const colored = renderText(report, { color: true });
      expect(plain).not.toContain('\u001B');
      expect(colored).toContain('\u001B[');
      // oxlint-disable-next-line no-control-regex -- it is about escapes
      expect(colored.replace(/\u001B\[[0-9;]*m/g, '')).toBe(plain);
    }
  });

  it('shortens key ids and digests so that they can still be told apart', () => {
    expect([BOB.slice(0, 12), MADE.sha256.slice(0, 16)]).toEqual([CAROL.slice(0, 12), TOUCHED.sha256.slice(0, 16)]);
    const text = renderText(FAILED_REPORTS.ERR_LINKS_DISAGREE);
    expect(text).toContain('sha256:9f86d081884c7d659...');
    expect(text).toContain('sha256:9f86d081884c7d65f...');
    const keys = renderText(FAILED_REPORTS.ERR_LINK_NOT_FOUND);
    expect(keys).toContain('2f89b9272acfc...');
    expect(keys).toContain('2f89b9272acfe...');
  });

  it('cuts long lists and says by how much', () => {
    const artifacts = Array.from({ length: 25 }, (_, index) => `file-${index}`);
    const disallowed = failure('ERR_RULE_DISALLOW', {
      stage: 'step-rules',
      subject: { item: 'package' },
      message: 'Too much.',
      remedy: 'Less.',
      details: { artifacts },
    });
    const lines = linesOf(failedReport([disallowed, ...Array.from({ length: 70 }, () => disallowed)]));
    expect(lines).toContain('                file-9');
    expect(lines).not.toContain('                file-10');
    expect(lines).toContain('                and 15 more');
    expect(lines).toContain('and 21 more failures');
  });

  it('bears more failures in sublayouts than a call takes arguments', () => {
    const artifacts = Array.from({ length: 10 }, (_, index) => `file-${index}`);
    const body = {
      stage: 'sublayout',
      subject: { item: 'build' },
      message: 'Much.',
      remedy: '',
      details: { artifacts },
    };
    const several = (count: number): [Failure, ...Failure[]] => {
      const one = failure('ERR_SUBLAYOUT', body as Parameters<typeof failure>[1]);
      return [one, ...Array.from({ length: count - 1 }, () => one)];
    };
    const report = [50, 5, 1].reduce<VerificationReport>(
      (inner, count) => failedReport(several(count), { sublayouts: [{ step: 'build', keyId: BOB, report: inner }] }),
      failedReport(several(50)),
    );
    expect(renderText(report).split('file-9\n')).toHaveLength(1 + 1 + 5 + 250 + 12_500);
  });

  it('gives a threshold beyond what a number holds by its digits', () => {
    const [first] = FAILED_REPORTS.ERR_LINK_NOT_FOUND.failures;
    const required = String(10n ** 20n);
    const text = renderText(failedReport([{ ...first, details: { ...first.details, required } }]));
    expect(text).toContain(`needed       ${required} links, found 1`);
  });

  it('cuts a text that is endless', () => {
    const artifact = 'x'.repeat(1_000_000);
    const report = failedReport([
      failure('ERR_LINK_ARTIFACT_NAME', {
        stage: 'links',
        subject: { item: 'a', artifact },
        message: artifact,
        remedy: '',
      }),
    ]);
    const text = renderText(report);
    expect(text.length < 10_000).toBe(true);
    expect(text).toContain('[cut: 995904 more characters]');
  });

  it('says of a near miss in what way the digests differ', () => {
    const report = FAILED_REPORTS.ERR_RULE_DISALLOW;
    const traces = JSON.parse(
      JSON.stringify(report.traces).replaceAll(MADE.sha256, TOUCHED.sha256.toUpperCase()),
    ) as typeof report.traces;
    expect(renderText({ ...report, traces }, { width: Infinity })).toContain(
      'foo.py: step write-code has the same path with the same digest, but one is in capital letters:',
    );
  });

  it('says that no earlier rule takes an artifact where none comes near', () => {
    const report = FAILED_REPORTS.ERR_RULE_DISALLOW;
    const traces = report.traces.map((trace) => {
      const rules = trace.rules.map((rule) => Object.assign({}, rule, { nearMisses: [] }));
      return Object.assign({}, trace, { rules });
    });
    expect(renderText({ ...report, traces })).toContain('near miss    none: no earlier rule takes them\n');
  });

  it('says which rule took a required artifact away', () => {
    const subject = { item: 'b', ruleList: 'expected_products', ruleNumber: 2, artifact: 'x' } as const;
    const report = failedReport(
      [failure('ERR_RULE_REQUIRE', { stage: 'step-rules', subject, message: 'No x.', remedy: 'Swap them.' })],
      {
        traces: [
          {
            item: 'b',
            ruleList: 'expected_products',
            queue: ['x'],
            rules: [
              { number: 1, rule: 'ALLOW *', consumed: ['x'], refused: [], nearMisses: [] },
              { number: 2, rule: 'REQUIRE x', consumed: [], refused: ['x'], nearMisses: [] },
            ],
          },
        ],
      },
    );
    expect(renderText(report)).toContain('near miss    rule 1 had already taken it from the queue: ALLOW *\n');
  });

  it('tells of a failed sublayout even where no check speaks of it', () => {
    const { summary } = PASSED_REPORT;
    const text = renderText(
      passedReport({
        summary,
        sublayouts: [{ step: 'build', keyId: CAROL, report: FAILED_REPORTS.ERR_LAYOUT_NO_EXPIRY }],
      }),
    );
    expect(text).toContain('-  step build: a sublayout by 2f89b927... does not verify\n');
    expect(text).toContain('ERR_LAYOUT_NO_EXPIRY');
  });

  it('lists no signature from within a sublayout that failed', () => {
    const inner = passedReport({ signatures: [{ item: 'compile', keyId: BOB }] });
    const outer = Object.assign({}, FAILED_REPORTS.ERR_LAYOUT_EXPIRED, {
      signatures: [{ item: 'assemble', keyId: BOB }],
      sublayouts: [{ step: 'assemble', keyId: BOB, report: inner }],
    });
    const text = renderText(passedReport({ sublayouts: [{ step: 'build', keyId: ALICE, report: outer }] }));
    expect(text).not.toContain('compile');
    expect(text).not.toContain('Signed by');
  });

  it('does not repeat as a warning what a failure lists among its candidates', () => {
    expect(renderText(FAILED_REPORTS.ERR_LINK_THRESHOLD)).not.toContain('WARN_LINK_REFUSED');
  });

  it('prints a detail that it knows nothing of', () => {
    const details = { somethingNew: ['a b', 2, null], another: { x: [true] }, nothing: [] };
    const text = renderText(
      failedReport([failure('ERR_LIMIT', { stage: 'links', subject: {}, message: 'M.', remedy: 'R.', details })]),
    );
    expect(text).toContain('   something new "a b"\n                2\n                null\n');
    expect(text).toContain('   another      {"x":[true]}\n   nothing      none\n');
  });
});
