import { readSection } from '@intoto-tests/interop/conformance-page';
import { withPeers } from '@intoto-tests/interop/with-peers';
import { type CaseResult, readCases } from '@intoto/conformance';
import { expect, it } from 'vitest';

import { GO_KNOWN_FAILURES } from '../src/known-failures.ts';
import { comparePythonFunctions } from '../src/python-functions.ts';
import { resultsToExpect } from '../src/run-ours.ts';
import { isForGo, runGo, runPython } from '../src/run-peers.ts';
import { renderVectors, VECTORS_MARKER } from '../src/vectors-section.ts';

const CASES = readCases();

withPeers(['python', 'go'], 'the vectors', ({ go }) => {
  let python: readonly CaseResult[];
  let golang: readonly CaseResult[];

  it('have the verdicts of in-toto for Python, at its stages', { timeout: 300_000 }, async () => {
    python = await runPython(CASES);
    expect(python).toHaveLength(CASES.length);
    expect(python.filter(({ result }) => result !== 'passed')).toEqual(
      ['inspection-none-refused', 'inspection-refused'].map((name) => ({
        case: name,
        profile: 'reference',
        result: 'skipped',
        reason: 'in-toto for Python always runs inspections',
      })),
    );
  });

  it('have what in-toto-golang refuses', { timeout: 120_000 }, async () => {
    golang = await runGo(go, CASES.filter(isForGo));
    const known = golang.filter(({ result }) => result === 'expected-failure');
    expect(known.map(({ case: name }) => `${name} reference`)).toEqual([...GO_KNOWN_FAILURES.keys()].sort());
    expect(golang.filter(({ result }) => result === 'passed').length).toBeGreaterThan(150);
  });

  it('have what the docs say', async () => {
    const { vectors, differences, output } = comparePythonFunctions();
    expect(output).toBe(`${vectors} vectors, 0 differ\n`);
    expect(differences).toBe(0);
    const results = { cases: CASES, functions: vectors, ours: resultsToExpect(CASES), python, go: golang };
    expect(renderVectors(results)).toBe(await readSection(VECTORS_MARKER));
  });
});
