import { FAILURE_CODES, WARNING_CODES } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import { codesOf } from './chain.ts';
import { FAILING_CHAINS, type Unreachable } from './failing-chains.ts';

describe('every failure', () => {
  for (const [code, produce] of Object.entries(FAILING_CHAINS)) {
    it(`${code} comes about, says what it is about and what to do`, async () => {
      const report = await produce();
      expect(codesOf(report)).toEqual([code]);
      if (report.ok) throw new TypeError('unreachable');
      expect(report.failures).toEqual(report.checks.filter(({ status }) => status === 'failed'));
      const [{ message, remedy, details, stage }] = report.failures;
      expect(message).toMatch(/^.{20,}\.$/s);
      expect(remedy).toMatch(/^.{20,}\.$/s);
      expect(JSON.parse(JSON.stringify(details))).toEqual(details);
      expect(stage.length).toBeGreaterThan(0);
    });
  }

  it('has a meaning', () => {
    const unreachable: Unreachable = 'ERR_RULE_FORMAT';
    expect([...Object.keys(FAILING_CHAINS), unreachable].sort()).toEqual(Object.keys(FAILURE_CODES).sort());
    for (const meaning of [...Object.values(FAILURE_CODES), ...Object.values(WARNING_CODES)]) {
      expect(meaning).toMatch(/^.{15,}\.$/);
    }
  });
});
