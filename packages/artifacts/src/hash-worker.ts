import { parentPort, workerData } from 'node:worker_threads';

import { hashFile, type HashFileSettings } from './hash-file.ts';
import { type HashOrder, type HashResult, type HashWorkerData, takeNext } from './hash-order.ts';

// What the main thread starts in others. It imports little, as every worker loads it anew.

const { algorithms, normalizeLineEndings, taken, bytes } = workerData as HashWorkerData;
const MOST_RESULTS = 512;
const LONGEST_WAIT_MS = 50;

const settings: HashFileSettings = {
  algorithms,
  normalizeLineEndings,
  onRead: (length) => void Atomics.add(bytes, 0, BigInt(length)),
  fail: (_location, cause) => new Error('unreadable', { cause }),
};
const locations: string[] = [];

function post(results: readonly HashResult[]): void {
  parentPort?.postMessage(results);
}

async function work(): Promise<void> {
  let results: HashResult[] = [];
  let lastPost = performance.now();
  for (let index = takeNext(taken, locations.length); index !== undefined; index = takeNext(taken, locations.length)) {
    try {
      results.push([index, (await hashFile(locations[index] ?? '', settings)) ?? null]);
    } catch {
      // The main thread reads it again, and finds out for itself what is wrong.
      results.push([index, undefined]);
    }
    if (results.length < MOST_RESULTS && performance.now() - lastPost < LONGEST_WAIT_MS) continue;
    post(results);
    results = [];
    lastPost = performance.now();
  }
  post(results);
}

let working = Promise.resolve();
parentPort?.on('message', (order: HashOrder) => {
  for (const location of order.locations.split('\0').slice(0, -1)) locations.push(location);
  working = working.then(work);
  // With nothing left to wait for, the thread ends.
  if (order.isLast) void working.then(() => parentPort?.unref());
});
