import { expect, it } from 'vitest';

import { COMMAND_LINES } from '../command-lines/command-line.ts';
import { compareCommandLines } from '../command-lines/compare.ts';
import { withPeers } from '../src/with-peers.ts';

/** All take minutes: Python starts slowly. */
const EVERY = process.env['REQUIRE_ALL'] === '1' ? 1 : 10;

withPeers(['python'], 'command lines', () => {
  it('do what the reference’s do', { timeout: 900_000 }, async () => {
    const lines = COMMAND_LINES.filter(({ number }) => number % EVERY === 0);
    const { differences, successes, changes } = await compareCommandLines(lines);
    expect(differences).toEqual([]);
    // Both must not merely refuse.
    expect(successes).toBeGreaterThan(lines.length / 4);
    expect(changes).toBeGreaterThan(lines.length / 5);
  });
});
