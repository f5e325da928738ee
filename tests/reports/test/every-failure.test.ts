import { parseReport, renderJson, renderReport, REPORT_FORMATS } from '@intoto/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import schema from '../../../packages/report/schemas/verification-report.schema.json' with { type: 'json' };
import { FAILING_CHAINS } from '../../../packages/verifier/test/failing-chains.ts';

const isReport = new Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schema);

describe('the report of a real failure of every kind', () => {
  it.each(Object.entries(FAILING_CHAINS))(
    '%s is what the schema says, and is told in every format',
    async (code, fail) => {
      const report = await fail();
      const json = renderJson(report);
      expect(isReport(JSON.parse(json)) ? [] : isReport.errors).toEqual([]);
      const read = parseReport(json);
      for (const format of REPORT_FORMATS) {
        const text = renderReport(report, format);
        expect(text).toContain(format === 'mermaid' || format === 'dot' ? 'failure 1' : code);
        expect(renderReport(read, format)).toBe(text);
      }
    },
  );
});
