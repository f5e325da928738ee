/** A page that verifies: it loads what only some keys need when a key needs it. */
import { lazyBackend } from '@intoto/crypto';

import type { Chain } from './chain.ts';
import { verifyChain } from './verify-chain.ts';

declare global {
  /** What the test calls. */
  var verify: (chain: Chain) => Promise<string>;
  var verifyInWorker: (chain: Chain) => Promise<string>;
}

globalThis.verify = (chain) =>
  verifyChain(chain, {
    noble: lazyBackend('noble', async () => (await import('@intoto/crypto-noble')).nobleBackend),
    openpgp: async () => (await import('@intoto/openpgp')).openpgp,
  });

globalThis.verifyInWorker = async (chain) => {
  const registration = await navigator.serviceWorker.register('/worker.js');
  const worker = registration.active ?? (await navigator.serviceWorker.ready).active;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<string>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data));
  });
  port1.start();
  worker?.postMessage(chain, [port2]);
  return answer;
};
