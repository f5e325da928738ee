import { expect, it } from 'vitest';

import { comparePatterns } from '../patterns/compare.ts';
import { withPeers } from '../src/with-peers.ts';

withPeers(['python'], 'a million patterns and names', ({ python }) => {
  it('match as in CPython', { timeout: 120_000 }, async () => {
    const { pairs, matches, differences } = await comparePatterns(python, { from: 0, count: 10_000 });
    expect(differences).toEqual([]);
    expect(pairs).toBe(1_000_000);
    // Names that hardly ever match would prove little.
    expect(matches / pairs).toBeGreaterThan(0.2);
  });
});
