/**
 * Verifies the folders named as arguments under both profiles, in a process of its own that can be given little memory
 * and no right to write. Says a line of JSON for each.
 */
import { join } from 'node:path';

import { type Profile, verifyFiles } from '@intoto/node';

import { LAYOUT, LINKS, OWNER_KEY } from './src/folder/scenario-paths.ts';
import { attemptAsync } from './src/violation.ts';

/** What the child says of a folder. */
export interface ChildVerdict {
  readonly folder: string;
  /** `passes`, or the codes of what failed, or the code of what was thrown. */
  readonly verdicts: readonly string[];
  /** Most megabytes that the process has had so far. */
  readonly peakMemory: number;
}

const NOW = new Date('2026-06-01T12:00:00Z');
const PROFILES: readonly Profile[] = ['strict', 'reference'];

async function verify(folder: string, profile: Profile): Promise<string> {
  const files = { layout: join(folder, LAYOUT), keys: [join(folder, OWNER_KEY)], linkDirectory: join(folder, LINKS) };
  const result = await attemptAsync(() => verifyFiles({ ...files, profile, now: NOW }));
  if (!result.ok) return `throws ${result.code}: ${String(result.error)}`;
  return result.value.ok ? 'passes' : result.value.failures.map(({ code }) => code).join(' ');
}

for (const folder of process.argv.slice(2)) {
  const verdicts: string[] = [];
  for (const profile of PROFILES) verdicts.push(await verify(folder, profile));
  const verdict: ChildVerdict = { folder, verdicts, peakMemory: Math.round(process.resourceUsage().maxRSS / 1024) };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
