import { HAS_GPG } from '@intoto-tests/gnupg';
import { expect, it } from 'vitest';

import { COMMAND_LINES, needsGpg } from '../command-lines/command-line.ts';
import { compareCommandLines } from '../command-lines/compare.ts';
import { withPeers } from '../src/with-peers.ts';

/** All take minutes: Python starts slowly. */
const EVERY = process.env['REQUIRE_ALL'] === '1' ? 1 : 10;

withPeers(['python'], 'command lines', () => {
  it('do what the reference’s do', { timeout: 900_000 }, async () => {
    if (!HAS_GPG && EVERY > 1)
      console.log('skipped: command lines with gpg (gpg not installed: apt-get install gnupg)');
    const lines = COMMAND_LINES.filter(
      (line) => line.number % EVERY === 0 && (HAS_GPG || EVERY === 1 || !needsGpg(line)),
    );
    const { differences, successes, changes } = await compareCommandLines(lines);
    expect(differences).toEqual([]);
    // Both must not merely refuse.
    expect(successes).toBeGreaterThan(lines.length / 4);
    expect(changes).toBeGreaterThan(lines.length / 5);
  });
});
