import { setTimeout } from 'node:timers/promises';

import type { DigestSet } from '@intoto/models';

import { toDigestSet } from './digest-algorithm.ts';
import { findCrewSize, type HashCrew, startHashCrew } from './hash-crew.ts';
import { hashFile, type HashFileSettings } from './hash-file.ts';
import { type HashResult, takeNext } from './hash-order.ts';

/** How files are hashed. */
export interface HashFilesSettings extends HashFileSettings {
  readonly checkpoint: () => Promise<void>;
  /** Called for each file that has been hashed. */
  readonly onHashed: () => void;
}

/** Starting a worker takes some 40 ms of a core, so that many milliseconds of work must be left. */
const WORTH_A_CREW_MS = 100;
/** Until then, how long the files will take is guesswork. */
const FIRST_GUESS_MS = 20;
/** So many are worth a crew however small they are. */
const WORTH_A_CREW_FILES = 4096;
/** After so many files found the crew is told of them. */
const FILES_IN_ORDER = 1024;
const PAUSE_MS = 4;
const LONGEST_WAIT_MS = 12;

/**
 * Hashes many files, on several cores where that pays.
 *
 * @param find - finds the files, and calls its argument with the location of each; if there are many, hashing starts meanwhile
 * @returns the digests of each, in the order in which they were found; `undefined` where there is no regular file
 * @throws what `find`, {@link HashFileSettings.checkpoint} and {@link HashFileSettings.fail} throw
 */
export async function hashFiles(
  find: (add: (location: string) => void) => Promise<void>,
  settings: HashFilesSettings,
): Promise<readonly (DigestSet | undefined)[]> {
  const { algorithms, normalizeLineEndings, onHashed, onRead } = settings;
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const bytes = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  const crewSize = findCrewSize();
  const locations: string[] = [];
  const results: (DigestSet | null | undefined)[] = [];
  const failed: number[] = [];
  let crew: HashCrew | undefined;
  let ordered = 0;
  let settled = 0;
  let bytesOfCrew = 0;

  function startCrew(): void {
    if (crewSize === 0) return;
    crew ??= startHashCrew(crewSize, { algorithms, normalizeLineEndings, taken, bytes }, (received) => {
      received.indexes.forEach((index, position) => setResult(index, received.results[position]));
    });
  }
  function setResult(index: number, digests: HashResult): void {
    // At once, while others hash: afterwards they would have nothing to do.
    results[index] = digests && toDigestSet(algorithms, digests);
    if (digests === undefined) failed.push(index);
    else settled += 1;
    if (digests) onHashed();
  }
  function giveOrder(isLast: boolean): void {
    if (!crew) return;
    crew.order({ locations: ['', ...locations.slice(ordered)].join('\0'), isLast });
    ordered = locations.length;
  }
  async function checkpoint(): Promise<void> {
    const bytesNow = Number(Atomics.load(bytes, 0));
    onRead(bytesNow - bytesOfCrew);
    bytesOfCrew = bytesNow;
    await settings.checkpoint();
  }
  /** Waits a moment for it. */
  async function hasCrewEnded(): Promise<boolean> {
    const soon = setTimeout(LONGEST_WAIT_MS, false, { ref: false });
    const isOver = crew ? await Promise.race([crew.ended.then(() => true), soon]) : true;
    await checkpoint();
    return isOver;
  }

  try {
    await find((location) => {
      locations.push(location);
      if (locations.length % FILES_IN_ORDER !== 0) return;
      if (locations.length >= WORTH_A_CREW_FILES) startCrew();
      giveOrder(false);
    });
    giveOrder(true);

    const started = performance.now();
    const reconsider = async (): Promise<void> => {
      const spent = performance.now() - started;
      const begun = Atomics.load(taken, 0);
      const isWorthACrew = (locations.length - begun) * (spent / begun) > WORTH_A_CREW_MS;
      if (!crew && spent > FIRST_GUESS_MS && isWorthACrew) {
        startCrew();
        giveOrder(true);
      }
      await checkpoint();
    };
    const next = (): number | undefined => failed.pop() ?? takeNext(taken, locations.length);
    const reconsidering = { ...settings, checkpoint: reconsider };
    let lastPause = started;
    do {
      for (let index = next(); index !== undefined; index = next()) {
        const hashed = hashFile(locations[index] ?? '', reconsidering);
        setResult(index, (hashed instanceof Promise ? await hashed : hashed) ?? null);
        if (performance.now() - lastPause < PAUSE_MS) continue;
        await reconsider();
        lastPause = performance.now();
      }
    } while (settled < locations.length && !(await hasCrewEnded()));
    await checkpoint();
    // What the crew took on and never told of, because it could not go on.
    for (const index of locations.keys()) {
      if (results[index] !== undefined) continue;
      setResult(index, (await hashFile(locations[index] ?? '', { ...settings, checkpoint })) ?? null);
    }
    return results.map((digests) => digests ?? undefined);
  } finally {
    await crew?.dismiss();
  }
}
