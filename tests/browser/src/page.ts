/** A page that verifies: it loads what only some keys need when a key needs it. */
import { lazyBackend } from '@intoto/crypto';

import type { Chain } from './chain.ts';
import { verifyChain } from './verify-chain.ts';

declare global {
  /** What the test calls. */
  var verify: (chain: Chain) => Promise<string>;
}

globalThis.verify = (chain) =>
  verifyChain(chain, {
    noble: lazyBackend('noble', async () => (await import('@intoto/crypto-noble')).nobleBackend),
    openpgp: async () => (await import('@intoto/openpgp')).openpgp,
  });
