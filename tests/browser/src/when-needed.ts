import { lazyBackend } from '@intoto/crypto';

import type { Optional } from './verify-chain.ts';

/** What a page downloads when a key needs it. */
export const whenNeeded: Optional = {
  noble: lazyBackend('noble', async () => (await import('@intoto/crypto-noble')).nobleBackend),
  openpgp: async () => (await import('@intoto/openpgp')).openpgp,
};
