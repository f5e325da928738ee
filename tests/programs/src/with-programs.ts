import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { describe, it } from 'vitest';

/** What tests need from the machine. */
export interface RequiredPrograms {
  /** Names of programs on the `PATH`. */
  readonly programs: readonly string[];
  /** What brings them, e.g. `apt-get install softhsm2`. */
  readonly install: string;
}

/**
 * A `describe` for tests that need programs of the machine. Where one is missing they are skipped with one line that says
 * how to install it; with REQUIRE_ALL=1 they fail.
 */
export function withPrograms({ programs, install }: RequiredPrograms, title: string, tests: () => void): void {
  const absent = programs.filter((program) => !isOnPath(program));
  if (absent.length === 0) {
    describe(title, tests);
    return;
  }
  const reason = `${absent.join(', ')} not installed: ${install}`;
  const required = process.env['REQUIRE_ALL'] === '1';
  if (!required) console.log(`skipped: ${title} (${reason})`);
  describe(title, () => {
    it.runIf(required)(`needs programs (${reason})`, () => {
      throw new Error(reason);
    });
  });
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
