/**
 * Verdicts against those of the Python reference: `node tests/interop/verdicts/run.ts --from SEED --count N --write`.
 * Two processes share the work; both see the packages' sources.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { readRunOptions, type SeedRange } from '../differential/run-options.ts';
import type { WorkerMessage } from './run-worker.ts';

const WORKERS = 2;
/** Seeds that a worker takes at a time. */
const SHARE = 500;

const PROGRAM = fileURLToPath(new URL('run-worker.ts', import.meta.url));

const options = readRunOptions({ from: 0, count: 2000 });
const shares: SeedRange[] = [];
for (let from = options.from; from < options.from + options.count; from += SHARE) {
  shares.push({ from, count: Math.min(SHARE, options.from + options.count - from) });
}
const messages = await Promise.all(Array.from({ length: Math.min(WORKERS, shares.length) }, runWorker));
const { finish } = await import('./run-result.ts');
process.exitCode = finish(messages.flat(), options) ? 0 : 1;

async function runWorker(): Promise<WorkerMessage[]> {
  const child = fork(PROGRAM, { execArgv: ['--conditions=@intoto/source'] });
  const received: WorkerMessage[] = [];
  const next = (): void => {
    const share = shares.shift();
    if (share === undefined) child.disconnect();
    else child.send(share);
  };
  child.on('message', (message) => {
    received.push(message as WorkerMessage);
    next();
  });
  next();
  const status = await new Promise((resolve) => child.on('exit', resolve));
  if (status !== 0) throw new Error(`a worker ended with ${String(status)}`);
  return received;
}
