import { spawnSync } from 'node:child_process';

import { withPrograms } from '@intoto-tests/programs';

/** Whether there is a gpg to test with. */
export const HAS_GPG: boolean = spawnSync('gpg', ['--version']).status === 0;

/** A `describe` for tests that need gpg, as {@link withPrograms}. */
export function withGpg(title: string, tests: () => void): void {
  withPrograms({ programs: ['gpg'], install: 'apt-get install gnupg' }, title, tests);
}
