import { existsSync } from 'node:fs';

import { someOf, THOROUGH } from '@intoto-tests/support';
import { describe, expect, it } from 'vitest';

import { GNU_TIME } from '../src/measure.ts';
import { exponent, printResults, ratio } from '../src/print-results.ts';
import { runWorkload, type WorkloadResult } from '../src/run-workload.ts';
import type { Workload } from '../src/workload.ts';
import { WORKLOADS } from '../src/workloads.ts';

const sample = (seconds: number): { seconds: number; cpuSeconds: number; peakMiB: number } => ({
  seconds,
  cpuSeconds: seconds,
  peakMiB: 100,
});

const MEASURED: WorkloadResult = {
  name: 'made-up',
  runs: 5,
  sizes: [
    { size: 0.1, medians: { this: sample(0.1), python: sample(1) } },
    { size: 1, medians: { this: sample(2), python: sample(10), limit: sample(1) } },
  ],
};

const MADE_UP: Workload = {
  name: 'made-up',
  work: 'nothing',
  targets: [
    { against: 'python', factor: 5 },
    { against: 'limit', factor: 0.9 },
    { against: 'go', factor: 1 },
  ],
  maxMiB: 99,
  sizes: [0.1, 1],
  grows: true,
  prepare: () => Promise.resolve([]),
};

describe('the table', () => {
  it('has ratios, and says which targets are reached', () => {
    const [small, large] = MEASURED.sizes;
    expect(small !== undefined && ratio(small, 'python')).toBeCloseTo(10);
    expect(large !== undefined && ratio(large, 'python')).toBeCloseTo(5);
    const text = printResults([[MADE_UP, MEASURED]]);
    expect(text).toContain('5.00 times Python (wanted 5.00: yes)');
    expect(text).toContain('0.50 times the limit (wanted 0.90: **no**)');
    expect(text).toContain('Go: not measured');
    expect(text).toContain('100 MiB (wanted 99: **no**)');
  });

  it('has the power of the size with which the time grows', () => {
    expect(exponent(MEASURED)).toBeCloseTo(Math.log10(20));
    expect(exponent({ ...MEASURED, sizes: MEASURED.sizes.slice(0, 1) })).toBeUndefined();
  });
});

const missing = existsSync(GNU_TIME) ? undefined : `no ${GNU_TIME}: apt-get install time`;
if (missing !== undefined && !THOROUGH) console.log(`skipped: the benchmark (${missing})`);

describe('the benchmark', () => {
  it
    .runIf(missing === undefined || THOROUGH)
    .each(someOf(WORKLOADS).map((workload) => [workload.name, workload] as const))(
    '%s: all programs do the same work',
    { timeout: 120_000 },
    async (_name, workload) => {
      const { sizes } = await runWorkload(workload, { sizes: [0.01], runs: 1 });
      const medians = Object.values(sizes[0]?.medians ?? {});
      expect(sizes[0]?.medians.this).toBeDefined();
      for (const { seconds, peakMiB } of medians) {
        expect(seconds).toBeGreaterThan(0);
        expect(peakMiB).toBeGreaterThan(1);
      }
    },
  );
});
