/** A service worker that verifies. Service workers cannot load modules later: what keys may need is part of it. */
import { nobleBackend as noble } from '@intoto/crypto-noble';
import { openpgp } from '@intoto/openpgp';

import type { Chain } from './chain.ts';
import { verifyChain } from './verify-chain.ts';

addEventListener('message', (event) => {
  const { data, ports } = event as MessageEvent<Chain>;
  void verifyChain(data, { noble, openpgp })
    .catch((error: unknown) => String(error))
    .then((verdict) => ports[0]?.postMessage(verdict));
});
