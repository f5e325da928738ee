import { spawnSync } from 'node:child_process';

import { describe, it } from 'vitest';

/** What installs gpg, to be said where it is missing. */
const INSTALL = 'apt-get install gnupg';

/** Whether there is a gpg to test with. */
export const HAS_GPG: boolean = spawnSync('gpg', ['--version']).status === 0;

/**
 * A `describe` for tests that need gpg. Where it is missing they are skipped with one line that says how to install it; with
 * REQUIRE_ALL=1 they fail.
 */
export function withGpg(title: string, tests: () => void): void {
  if (HAS_GPG) {
    describe(title, tests);
    return;
  }
  const reason = `gpg not installed: ${INSTALL}`;
  const required = process.env['REQUIRE_ALL'] === '1';
  if (!required) console.log(`skipped: ${title} (${reason})`);
  describe(title, () => {
    it.runIf(required)(`needs gpg (${reason})`, () => {
      throw new Error(reason);
    });
  });
}
