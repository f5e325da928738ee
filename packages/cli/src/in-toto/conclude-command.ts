import { relative } from 'node:path';

import type { StepResult } from '@intoto/node';

import type { Terminal } from '../terminal.ts';

/** The exit status for a command that was run and recorded; says so where it failed. */
export function concludeCommand({ exitStatus, path }: StepResult, terminal: Terminal): number {
  if (exitStatus === undefined || exitStatus === 0) return 0;
  const how = exitStatus < 0 ? `was ended by signal ${-exitStatus}` : `failed with status ${exitStatus}`;
  terminal.err(`in-toto: the command ${how}; ${path === undefined ? 'the link' : relative('.', path)} records that.\n`);
  return 1;
}
