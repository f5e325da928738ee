import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';

import { CommandError } from './command.ts';
import { readStamp, writeStamp } from './stamp.ts';

/** How the installation of a peer went. */
export interface Installation {
  readonly state: 'installed' | 'ready' | 'absent' | 'failed';
  /** One line. */
  readonly message: string;
}

export interface InstallationPlan {
  readonly peer: string;
  /** What is installed, for people. */
  readonly title: string;
  /** Hash of everything the installation depends on. */
  readonly pins: string;
  /** What exists once it is done. */
  readonly outcome: readonly string[];
  readonly install: () => Promise<void>;
}

/** Carries the plan out unless it was carried out before with the same pins. */
export async function carryOut({ peer, title, pins, outcome, install }: InstallationPlan): Promise<Installation> {
  if ((await readStamp(peer)) === pins && outcome.every((path) => existsSync(path))) {
    return { state: 'ready', message: title };
  }
  const start = performance.now();
  try {
    await Promise.all(outcome.map((path) => rm(path, { recursive: true, force: true })));
    await install();
    const missing = outcome.filter((path) => !existsSync(path));
    if (missing.length > 0)
      return { state: 'failed', message: `${title}: ${missing.join(', ')} did not come into being` };
    await writeStamp(peer, pins);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { state: 'failed', message: `${title}: ${error.message}` };
  }
  return { state: 'installed', message: `${title}, in ${((performance.now() - start) / 1000).toFixed(0)} s` };
}
