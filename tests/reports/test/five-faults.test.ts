import { renderReport, REPORT_FORMATS } from '@intoto/report';
import type { VerificationReport } from '@intoto/verifier';
import { beforeAll, describe, expect, it } from 'vitest';

import { FAULTS, KEY_NAMES, reportFiveFaults } from '../src/five-faults.ts';

let report: VerificationReport;
beforeAll(async () => {
  report = await reportFiveFaults();
});

describe('a chain with five faults', () => {
  it('has them all in one report, in the order of the workflow', () => {
    expect(report.ok ? [] : report.failures.map(({ code, subject }) => [code, subject.item])).toEqual(
      FAULTS.map(({ code, step }) => [code, step]),
    );
  });

  // A graph has the numbers of failures in place of their codes.
  it.each(REPORT_FORMATS)('names them all as %s', (format) => {
    const text = renderReport(report, format, { keyNames: KEY_NAMES });
    const graph = format === 'mermaid' || format === 'dot';
    for (const [index, { code, step, artifact }] of FAULTS.entries()) {
      expect(text).toContain(graph ? `failure ${String(index + 1)}` : code);
      if (step !== undefined) expect(text).toContain(step);
      if (artifact !== undefined && code !== 'ERR_LINKS_DISAGREE') expect(text).toContain(artifact);
    }
  });
});
