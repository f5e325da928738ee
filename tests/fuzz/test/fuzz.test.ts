import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { printSummary, runForSeconds, runShort } from '../src/campaign/rounds.ts';
import { SCENARIOS } from '../src/folder/scenario.ts';
import { foldersTarget } from '../src/targets/folders.ts';
import { TARGETS } from '../src/targets/index.ts';
import { THOROUGH } from './scale.ts';

/** Without it a fixed number of cases that take some seconds. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? (THOROUGH ? '45' : '0'));
/** The same cases every time: a change must not fail for what another one did. */
const SEED = process.env['FUZZ_SEED'] ?? 'short';
/** Where cases that go wrong are kept; not there before one does. */
const FAILURES = process.env['FUZZ_FAILURES'] ?? join(tmpdir(), 'in-toto-fuzz-failures');

describe('the folders that are mutated', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'verify as they are: %s',
    async (_name, scenario) => {
      const { files, signed, inspected, parameters = {} } = scenario;
      const settings = {
        signed: [...signed],
        layoutChanged: false,
        inspected,
        parameters: Object.entries(parameters).flat(),
      };
      expect(await foldersTarget.check({ files, settings })).toBe('passes / passes');
    },
  );
});

describe('fuzzing', () => {
  it('finds nothing', { timeout: (SECONDS + 240) * 1000 }, async () => {
    const summary =
      SECONDS > 0
        ? await runForSeconds({ seconds: SECONDS, seed: SEED, targets: TARGETS, failures: FAILURES })
        : await runShort(SEED, TARGETS, FAILURES, 0.15);
    console.log(printSummary(summary));
    expect(summary.failures.map(({ target, index, message }) => `${target} ${index}: ${message}`)).toEqual([]);
    expect(summary.cases).toBeGreaterThan(1000);
  });
});
