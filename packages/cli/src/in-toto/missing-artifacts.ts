import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';

/** in-toto passes over a path that is not there; a person who mistyped one should know before it matters. */
export async function warnOfMissing(
  option: 'materials' | 'products',
  args: Arguments,
  terminal: Terminal,
): Promise<void> {
  for (const path of args.list(option) ?? []) {
    if (/^[\w+.-]+:/u.test(path)) continue;
    try {
      await stat(resolve(args.text('base_path') ?? '.', path));
    } catch {
      terminal.err(`in-toto: warning: --${option} ${path} does not exist, so nothing is recorded for it.\n`);
    }
  }
}
