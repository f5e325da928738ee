/** A page that verifies: it loads what only some keys need when a key needs it. */
import type { Chain } from './chain.ts';
import { verifyChain } from './verify-chain.ts';
import { whenNeeded } from './when-needed.ts';

declare global {
  /** What the test calls. */
  var verify: (chain: Chain) => Promise<string>;
}

globalThis.verify = (chain) => verifyChain(chain, whenNeeded);
