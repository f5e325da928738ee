import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { HashOrder, HashResults, HashWorkerData } from './hash-order.ts';

/** Threads that hash files beside the main thread. */
export interface HashCrew {
  /** Tells all of them of more files. */
  order(order: HashOrder): void;
  /** Resolves once all have ended, after the last order or because they failed. Never rejects. */
  readonly ended: Promise<unknown>;
  /** Ends them wherever they are; resolves once they have closed their files. */
  dismiss(): Promise<unknown>;
}

/** Beside the main thread. More would wait for one another, and for the disk. */
const MOST_WORKERS = 7;

/** How many threads there may be beside the main thread. */
export function findCrewSize(): number {
  return Math.min(availableParallelism() - 1, MOST_WORKERS);
}

/**
 * Starts threads. Where there can be none, or they fail later on, there are no results from them, and no error:
 * the main thread does what is left.
 */
export function startHashCrew(
  size: number,
  workerData: HashWorkerData,
  onResults: (results: HashResults) => void,
): HashCrew {
  // The source is run as it stands, too. Whoever bundles this puts the worker beside it.
  const script = new URL(`./hash-worker${extname(import.meta.url)}`, import.meta.url);
  const workers: Worker[] = [];
  try {
    while (workers.length < size) workers.push(new Worker(script, { workerData, execArgv: [] }));
  } catch {
    // Node's permission model may forbid them.
  }
  for (const worker of workers) worker.on('message', onResults).on('error', () => {});
  return {
    order: (order) => workers.forEach((worker) => worker.postMessage(order)),
    ended: Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))),
    dismiss: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
