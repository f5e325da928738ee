import { existsSync } from 'node:fs';

import { type ExpectedFailures, readCases } from '@intoto/conformance';
import { describe, expect, it } from 'vitest';

import deviations from '../../../packages/verifier/deviations.json' with { type: 'json' };
import { GO_KNOWN_FAILURES, OUR_KNOWN_FAILURES } from '../src/known-failures.ts';
import { isForGo } from '../src/run-peers.ts';

const CASES = readCases();

function reasons(list: ExpectedFailures): readonly string[] {
  expect(list.size).toBeGreaterThan(0);
  return [...list.values()];
}

function isDifference(id: string): boolean {
  return existsSync(new URL(`../../interop/differences/cases/${id}.json`, import.meta.url));
}

describe('known failures', () => {
  it('of ours are rows of the deviations', () => {
    const rows = new Set(deviations.map(({ id }) => id));
    expect(reasons(OUR_KNOWN_FAILURES).filter((reason) => !rows.has(reason))).toEqual([]);
  });

  it('of in-toto-golang are rows of the differences', () => {
    expect(reasons(GO_KNOWN_FAILURES).filter((reason) => !isDifference(reason))).toEqual([]);
  });

  it('of in-toto-golang are refusals of what is right, and nothing else', () => {
    const asked = new Set(CASES.filter(isForGo).map(({ name }) => `${name} reference`));
    expect([...GO_KNOWN_FAILURES.keys()].filter((run) => !asked.has(run))).toEqual([]);
  });
});
