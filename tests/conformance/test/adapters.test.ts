import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { pythonProgram } from '@intoto-tests/interop';
import { withPeers } from '@intoto-tests/interop/with-peers';
import { type CaseResult, type Profile, readCases, runCases } from '@intoto/conformance';
import { describe, expect, it } from 'vitest';

import { OUR_KNOWN_FAILURES } from '../src/known-failures.ts';

const CASES = readCases();
const NODE = [process.execPath, '--conditions=@intoto/source'] as const;

/** The results of an adapter, a process for each case, that are no passes. */
async function others(
  command: readonly [...program: readonly string[], adapter: string],
  profiles: readonly Profile[],
  names: readonly string[],
): Promise<readonly CaseResult[]> {
  const cases = CASES.filter(({ name }) => names.includes(name));
  expect(cases).toHaveLength(names.length);
  const program = command.slice(0, -1);
  const adapter = fileURLToPath(new URL(`../adapters/${command.at(-1) ?? ''}`, import.meta.url));
  const results = await runCases({
    cases,
    profiles,
    command: [...program, adapter],
    expectedFailures: OUR_KNOWN_FAILURES,
    jobs: availableParallelism(),
  });
  return results.filter(({ result }) => result !== 'passed');
}

describe('the adapter for this repository', () => {
  it('says by the protocol what the verifier says', { timeout: 120_000 }, async () => {
    const names = ['inspection-refused', 'limit-depth', 'parameter-empty-map'];
    expect(await others([...NODE, 'in-toto-typescript.ts'], ['reference', 'strict'], names)).toEqual([
      { case: 'limit-depth', profile: 'reference', result: 'expected-failure', reason: 'limits' },
    ]);
  });
});

withPeers(['python'], 'the adapter for in-toto for Python', () => {
  const command = [pythonProgram('python', 'python'), 'python.py'] as const;

  it('says by the protocol what the program says', { timeout: 120_000 }, async () => {
    const names = ['chain-one-step', 'chain-two-failures', 'layout-no-keys', 'parameter-empty-map'];
    expect(await others(command, ['reference'], names)).toEqual([]);
  });

  it('has one profile', { timeout: 120_000 }, async () => {
    const reason = 'in-toto for Python has one profile';
    expect(await others(command, ['strict'], ['chain-one-step'])).toEqual([
      { case: 'chain-one-step', profile: 'strict', result: 'skipped', reason },
    ]);
  });
});

withPeers(['go'], 'the adapter for in-toto-golang', () => {
  it('says by the protocol what the program says', { timeout: 120_000 }, async () => {
    const names = ['chain-one-step', 'inspection-refused', 'inspection-status-one', 'rule-match-digest-differs'];
    const reason = 'in-toto-golang always runs inspections';
    expect(await others([...NODE, 'go.ts'], ['reference'], names)).toEqual([
      { case: 'inspection-refused', profile: 'reference', result: 'skipped', reason },
    ]);
  });
});
