import { identifyKeyFile } from '@intoto/node';

import type { Terminal } from '../terminal.ts';

/**
 * Says on standard error what one should know of a file that was read as a key, if there is anything. OpenPGP keys are read
 * by another package than the one that tells kinds of files, and has advice for those it does not read.
 */
export async function printNote(file: string, terminal: Terminal): Promise<void> {
  const { found } = await identifyKeyFile(file);
  if (found.note !== undefined && found.loads) terminal.err(`in-toto: note: ${file}: ${found.note}.\n`);
}
