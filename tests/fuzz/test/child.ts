import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { ChildVerdict } from '../verify-folders.ts';

const CHILD = fileURLToPath(new URL('../verify-folders.ts', import.meta.url));

/** Verifies folders in a process of its own, started with further words for Node. */
export function verifyInChild(
  folders: readonly string[],
  words: readonly string[],
): { readonly verdicts: readonly ChildVerdict[]; readonly status: number | null; readonly stderr: string } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=@intoto/source', ...words, CHILD, ...folders],
    { encoding: 'utf8', timeout: 300_000, maxBuffer: 2 ** 28 },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { verdicts: lines.map((line) => JSON.parse(line) as ChildVerdict), status, stderr };
}
