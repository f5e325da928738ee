import { parseReport, renderJson, renderReport, renderText, REPORT_FORMATS } from '@intoto/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';

import schema from '../../../packages/report/schemas/verification-report.schema.json' with { type: 'json' };
import { type Case, makeCases } from '../failures/campaign.ts';
import { FAULTS } from '../failures/plant-fault.ts';

const COUNT = 100;

let cases: readonly Case[] = [];
beforeAll(async () => {
  cases = await makeCases(0, COUNT);
}, 120_000);

describe('the reports of generated failures', () => {
  it('name the step and the artifact that were broken first', () => {
    const misses = cases.filter(({ miss }) => miss !== undefined);
    expect(misses.map(({ seed, kind, miss }) => ({ seed, kind, miss }))).toEqual([]);
    // Or else the list of faults has become shorter than it looks.
    expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThan(Object.keys(FAULTS).length * 0.8);
  });

  it('are what the published schema says, and read back as they were', () => {
    const isReport = new Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schema);
    for (const { seed, report } of cases) {
      const json = renderJson(report);
      expect([seed, isReport(JSON.parse(json)) ? [] : isReport.errors]).toEqual([seed, []]);
      expect(renderText(parseReport(json))).toBe(renderText(report));
    }
  });

  it('can be written in every format, with nothing that a terminal or a reader is deceived by', () => {
    for (const { report } of cases) {
      for (const format of REPORT_FORMATS)
        expect(renderReport(report, format)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/u);
    }
  });
});
