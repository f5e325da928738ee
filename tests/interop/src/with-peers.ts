import { afterAll, describe, it } from 'vitest';

import type { PeerName } from './peer-names.ts';
import { isPresent, openPeer, type Peers } from './peers.ts';
import type { RuntimeName } from './runtimes.ts';

/** What installs the peers, to be said where one is missing. */
const INSTALL = 'npx -y pnpm@12 install-peers';

/**
 * A `describe` for tests that need what `install-peers` installs. Where something is missing they are skipped with one line that
 * says how to install it; with REQUIRE_ALL=1 they fail.
 */
export function withInstalled(names: readonly (PeerName | RuntimeName)[], title: string, tests: () => void): void {
  const absent = names.filter((name) => !isPresent(name));
  if (absent.length > 0) {
    const reason = `${absent.join(', ')} not installed: ${INSTALL}`;
    const required = process.env['REQUIRE_ALL'] === '1';
    if (!required) console.log(`skipped: ${title} (${reason})`);
    describe(title, () => {
      it.runIf(required)(`needs peers (${reason})`, () => {
        throw new Error(reason);
      });
    });
    return;
  }
  describe(title, tests);
}

/** As {@link withInstalled}, for tests that ask drivers. */
export function withPeers<N extends PeerName>(
  names: readonly N[],
  title: string,
  tests: (peers: Pick<Peers, N>) => void,
): void {
  withInstalled(names, title, () => {
    const peers = Object.fromEntries(names.map((name) => [name, openPeer(name)])) as unknown as Pick<Peers, N>;
    afterAll(async () => {
      await Promise.all(names.map((name) => peers[name].close()));
    });
    tests(peers);
  });
}
