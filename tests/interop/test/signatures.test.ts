import { expect, it } from 'vitest';

import { compareSignatures } from '../signatures/compare-signatures.ts';
import { withPeers } from '../src/with-peers.ts';

withPeers(['python'], 'signatures', ({ python }) => {
  it('of 800 get one verdict from the reference and from each backend', { timeout: 120_000 }, async () => {
    const { valid, byNoble, known, differences } = await compareSignatures(python, { from: 0, count: 800 });
    expect(differences).toEqual([]);
    // Signatures that hardly ever verify, or never, would prove little.
    expect(valid).toBeGreaterThan(200);
    expect(byNoble).toBeGreaterThan(400);
    expect([...known.keys()].sort()).toEqual(['ed25519-small-order', 'rsa-signature-short']);
  });
});
