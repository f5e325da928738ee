/** A process that `run.ts` sends ranges of seeds. */
import { printVersions } from '../differential/peer-versions.ts';
import type { SeedRange } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { type Result, runCampaign } from './campaign.ts';

export interface WorkerMessage {
  readonly result: Result;
  readonly versions: string;
}

const python = openPeer('python');

process.on('message', (range: SeedRange) => {
  void answer(range);
});
process.on('disconnect', () => {
  void python.close();
});

async function answer(range: SeedRange): Promise<void> {
  const result = await runCampaign(python, { ...range, mostShrunk: 2 });
  for (const { seed, what, folder } of result.differences) console.error(`seed ${String(seed)} ${what}: ${folder}`);
  const message: WorkerMessage = { result, versions: await printVersions(python, ['securesystemslib']) };
  process.send?.(message);
}
