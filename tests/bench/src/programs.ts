import { GO_PROGRAM, isPresent, ourProgram, pythonProgram } from '@intoto-tests/interop';

import type { ContenderName } from './workload.ts';

/** The words that start the reference's program, or its like, in each implementation that is there. */
export function programsFor(
  program: 'in-toto-run' | 'in-toto-verify',
): ReadonlyMap<Exclude<ContenderName, 'limit'>, readonly string[]> {
  const programs = new Map<Exclude<ContenderName, 'limit'>, readonly string[]>([
    ['this', [process.execPath, ourProgram(program)]],
  ]);
  if (isPresent('python')) programs.set('python', [pythonProgram('python', program)]);
  if (isPresent('go')) programs.set('go', [GO_PROGRAM, program.replace('in-toto-', '')]);
  return programs;
}
