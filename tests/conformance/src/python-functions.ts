import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { pythonProgram } from '@intoto-tests/interop';
import { VECTORS } from '@intoto/conformance';

const ADAPTER = fileURLToPath(new URL('../adapters/python_sets.py', import.meta.url));

/** What in-toto for Python makes of the vectors for single functions. */
export interface FunctionResults {
  readonly vectors: number;
  readonly differences: number;
  /** What differs, a line each. */
  readonly output: string;
}

/** Compares the vectors for single functions with in-toto for Python. */
export function comparePythonFunctions(): FunctionResults {
  const { stdout, stderr, status } = spawnSync(pythonProgram('python', 'python'), [ADAPTER, VECTORS], {
    encoding: 'utf8',
  });
  const [, vectors, differences] = /^(\d+) vectors, (\d+) differ$/mu.exec(stdout) ?? [];
  if (vectors === undefined) throw new Error(`python_sets.py ended with ${String(status)}: ${stderr}`);
  return { vectors: Number(vectors), differences: Number(differences), output: stdout };
}
