import { combineBackends, type CryptoBackend, loadPublicKey, type OpenPgpSupport } from '@intoto/crypto';
import { webBackend } from '@intoto/crypto-web';
import { parseMetadata } from '@intoto/models';
import { createMemoryEvidence, evaluateLayout } from '@intoto/verifier';

import type { Chain } from './chain.ts';

/** What may have to be downloaded. */
export interface Optional {
  readonly noble: CryptoBackend;
  readonly openpgp: OpenPgpSupport;
}

/** The verdict, in one line. */
export async function verifyChain(chain: Chain, { noble, openpgp }: Optional): Promise<string> {
  const backend = combineBackends(webBackend, noble);
  const owner = await loadPublicKey(chain.owner, { backend });
  const report = await evaluateLayout(parseMetadata(chain.layout), {
    layoutKeys: new Map([[owner.keyId, owner]]),
    evidence: createMemoryEvidence({ links: chain.links }),
    backend,
    openpgp,
    now: new Date(),
  });
  return report.ok ? 'PASSED' : `FAILED ${report.failures.map(({ code }) => code).join(' ')}`;
}
