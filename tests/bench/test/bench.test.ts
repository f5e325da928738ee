import { existsSync } from 'node:fs';

import { someOf, THOROUGH } from '@intoto-tests/support';
import { describe, expect, it } from 'vitest';

import { measureColdBrowser, printBrowser } from '../src/cold-browser.ts';
import { printCosts } from '../src/costs.ts';
import { GNU_TIME } from '../src/measure.ts';
import { exponent, printResults } from '../src/print-results.ts';
import { summarizeProfiles } from '../src/profile.ts';
import { runWorkload, type WorkloadResult } from '../src/run-workload.ts';
import { missesTarget, ratio } from '../src/targets.ts';
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
    expect(printResults([[{ ...MADE_UP, maxExponent: 1.1 }, MEASURED]])).toContain('(wanted at most 1.1: **no**)');
  });

  it('tells memory as a multiple of the evidence, and profiles what falls short', () => {
    const at = { size: 1, medians: { this: sample(1) }, evidenceBytes: 20 * 2 ** 20 };
    const workload = { ...MADE_UP, targets: [], maxMiB: undefined, maxMemoryFactor: 10 };
    const entry = { name: 'f', file: 'packages/x/src/f.ts', share: 0.5 };
    const measured = { ...MEASURED, sizes: [{ ...at, profile: [entry] }] };
    expect(printResults([[workload, measured]])).toContain('100 MiB, 5.0 times the evidence (wanted below 10: yes)');
    expect(printResults([[workload, measured]])).toContain('| `f` | packages/x/src/f.ts | 50.0% |');
    expect(missesTarget(workload, at)).toBe(false);
    expect(missesTarget({ ...workload, maxMemoryFactor: 5 }, at)).toBe(false);
    expect(missesTarget({ ...workload, maxMemoryFactor: 4 }, at)).toBe(true);
    expect(missesTarget({ ...workload, maxMemoryFactor: 4 }, { ...at, size: 0.1 })).toBe(false);
    expect(missesTarget({ ...workload, maxMiB: 99 }, at)).toBe(true);
    expect(missesTarget({ ...workload, targets: MADE_UP.targets }, { ...at, medians: { this: sample(1) } })).toBe(
      false,
    );
  });

  it('has ten times the size of every row that grows, or why not', () => {
    for (const { name, grows, sizes, notTenTimes } of WORKLOADS) {
      expect(!grows || sizes.includes(10) !== (notTenTimes !== undefined), name).toBe(true);
      expect(sizes, name).toContain(1);
    }
  });
});

const frame = (id: number, functionName: string): Parameters<typeof summarizeProfiles>[0][0]['nodes'][0] => ({
  id,
  callFrame: { functionName, url: 'node:fs', lineNumber: 1, columnNumber: 1 },
});

describe('a profile', () => {
  it('sums the functions of all threads, without idleness', () => {
    const nodes = [frame(1, '(idle)'), frame(2, 'read'), frame(3, '')];
    const thread = { nodes, samples: [1, 2, 3, 2], timeDeltas: [1000, 2, 1, 1] };
    expect(summarizeProfiles([thread, thread])).toEqual([
      { name: 'read', file: 'node:fs', share: 0.75 },
      { name: '(top level)', file: 'node:fs', share: 0.25 },
    ]);
  });
});

describe('the costs', () => {
  it('are those of a product, without starting', () => {
    const [small, large] = [0.1, 1.1].map((size) => ({
      size,
      medians: { this: sample(1 + 2 * size) },
      evidenceBytes: 5000,
    }));
    if (small === undefined || large === undefined) throw new Error('no sizes');
    const text = printCosts([{ name: 'verify-products', runs: 1, sizes: [small, large] }]);
    expect(text).toContain('| 2.0 ms | 5 kB | 1,800,000 |');
    expect(printCosts([])).toBe('Not measured on this commit.');
  });
});

// By default one file of tests in a browser less: tests/browser verifies in the same page.
describe.runIf(THOROUGH)('a browser', () => {
  it('verifies the chain of the demo', { timeout: 60_000 }, async () => {
    const result = await measureColdBrowser(1);
    expect(result.measured && result.visits[0]?.scripts[0]?.name).toBe('cold-page.js');
    expect(printBrowser(result)).toMatch(/\| [\d,]+ \(wanted 30,000: /u);
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
