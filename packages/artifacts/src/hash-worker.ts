import { parentPort, workerData } from 'node:worker_threads';

import { hashFile, type HashFileSettings } from './hash-file.ts';
import { type HashOrder, type HashResult, type HashResults, type HashWorkerData, takeNext } from './hash-order.ts';

// What the main thread starts in others. It imports little, as every worker loads it anew.

const { algorithms, normalizeLineEndings, taken, bytes } = workerData as HashWorkerData;
const MOST_RESULTS = 512;
const LONGEST_WAIT_MS = 50;
/** Fewer bytes are told of with the next results. */
const MANY_BYTES = 1024 * 1024;
let bytesUntold = 0;

const settings: HashFileSettings = {
  algorithms,
  normalizeLineEndings,
  onRead: (length) => {
    bytesUntold += length;
    if (bytesUntold >= MANY_BYTES) tellBytes();
  },
  fail: (_location, cause) => new Error('unreadable', { cause }),
};
const locations: string[] = [];

function tellBytes(): void {
  Atomics.add(bytes, 0, BigInt(bytesUntold));
  bytesUntold = 0;
}

function post(message: HashResults): void {
  tellBytes();
  parentPort?.postMessage(message);
}

async function work(): Promise<void> {
  let indexes: number[] = [];
  let results: HashResult[] = [];
  let lastPost = performance.now();
  for (let index = takeNext(taken, locations.length); index !== undefined; index = takeNext(taken, locations.length)) {
    indexes.push(index);
    try {
      const hashed = hashFile(locations[index] ?? '', settings);
      results.push((hashed instanceof Promise ? await hashed : hashed) ?? null);
    } catch {
      // The main thread reads it again, and finds out for itself what is wrong.
      results.push(undefined);
    }
    if (indexes.length < MOST_RESULTS && performance.now() - lastPost < LONGEST_WAIT_MS) continue;
    post({ indexes, results });
    indexes = [];
    results = [];
    lastPost = performance.now();
  }
  post({ indexes, results });
}

let working = Promise.resolve();
parentPort?.on('message', (order: HashOrder) => {
  for (const location of order.locations.split('\0').slice(1)) locations.push(location);
  working = working.then(work);
  // With nothing left to wait for, the thread ends.
  if (order.isLast) void working.then(() => parentPort?.unref());
});
