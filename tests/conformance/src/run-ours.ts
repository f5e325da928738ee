import { type CaseResult, type ConformanceCase, type Profile, PROFILES, runCases } from '@intoto/conformance';

import { OUR_KNOWN_FAILURES } from './known-failures.ts';
import { verifyHere } from './our-verifier.ts';
import { readProtocolArguments } from './protocol-arguments.ts';

/** What the packages of this repository make of cases, by the command protocol but in this process. */
export async function runOurs(cases: readonly ConformanceCase[]): Promise<readonly CaseResult[]> {
  return runCases({
    cases,
    profiles: PROFILES,
    command: ['in-toto-typescript'],
    expectedFailures: OUR_KNOWN_FAILURES,
    execute: async ({ words, cwd }) => {
      const { verdict, ...report } = await verifyHere({ ...readProtocolArguments(words.slice(1)), cwd });
      return { type: 'exited', status: verdict === 'pass' ? 0 : 1, stdout: JSON.stringify(report), stderr: '' };
    },
  });
}

function resultToExpect({ name }: ConformanceCase, profile: Profile): CaseResult {
  const reason = OUR_KNOWN_FAILURES.get(`${name} ${profile}`);
  return reason === undefined
    ? { case: name, profile, result: 'passed' }
    : { case: name, profile, result: 'expected-failure', reason };
}

/** What {@link runOurs} comes to if everything is as it should be. */
export function resultsToExpect(cases: readonly ConformanceCase[]): readonly CaseResult[] {
  return cases.flatMap((one) => PROFILES.map((profile) => resultToExpect(one, profile)));
}
