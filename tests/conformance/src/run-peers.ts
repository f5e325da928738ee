import { type GoOperations, type Peer, pythonProgram } from '@intoto-tests/interop';
import { type CaseResult, type ConformanceCase, runCases } from '@intoto/conformance';

import { verifyWithGo } from './go-verdict.ts';
import { GO_KNOWN_FAILURES } from './known-failures.ts';
import { readProtocolArguments } from './protocol-arguments.ts';
import { PYTHON_ADAPTER, startPythonServer } from './python-server.ts';

/** What in-toto for Python makes of cases. It has one profile. */
export async function runPython(cases: readonly ConformanceCase[]): Promise<readonly CaseResult[]> {
  const python = pythonProgram('python', 'python');
  const server = startPythonServer(python);
  try {
    const { execute } = server;
    return await runCases({ cases, profiles: ['reference'], command: [python, PYTHON_ADAPTER], execute });
  } finally {
    await server.close();
  }
}

/** What in-toto-golang has otherwise, or not. */
const NOT_FOR_GO: ReadonlySet<string> = new Set(['certificates', 'ml-dsa', 'openpgp']);

/**
 * Whether in-toto-golang is asked about a case: one that the reference passes and that needs neither a clock that can be set
 * nor keys that it does not read.
 */
export function isForGo({ name, requires, expected }: ConformanceCase): boolean {
  if (name.startsWith('expiry-') || requires.some((feature) => NOT_FOR_GO.has(feature))) return false;
  return expected.reference.verdict === 'pass';
}

/** What in-toto-golang makes of cases. It has one profile. */
export async function runGo(
  peer: Peer<GoOperations>,
  cases: readonly ConformanceCase[],
): Promise<readonly CaseResult[]> {
  return runCases({
    cases,
    profiles: ['reference'],
    command: ['in-toto-golang'],
    expectedFailures: GO_KNOWN_FAILURES,
    execute: ({ words, cwd }) => verifyWithGo(peer, { ...readProtocolArguments(words.slice(1)), cwd }),
  });
}
