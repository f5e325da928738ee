import { closeSync, constants, fstatSync, openSync, read, readSync, statSync } from 'node:fs';

import { digest, type DigestAlgorithm, type Digests, startDigests } from './digest-algorithm.ts';
import { createLineEndingNormalizer } from './line-endings.ts';
import { systemErrorCode } from './system-error.ts';

/** How a file's content is hashed. */
export interface HashFileSettings {
  readonly algorithms: readonly DigestAlgorithm[];
  /** Whether CRLF and CR count as LF. */
  readonly normalizeLineEndings: boolean;
  /** Called with the number of bytes after each read. */
  readonly onRead: (bytes: number) => void;
  /**
   * Awaited between the chunks of a large file; what it rejects with ends the reading. Without it the thread does nothing
   * else until the file is read.
   */
  readonly checkpoint?: (() => Promise<void>) | undefined;
  /** Makes the error for a file that is there but cannot be read. */
  readonly fail: (location: string, cause: unknown) => Error;
}

// A file is read synchronously up to here: for small files that is ten times faster than a stream.
const SMALL = 1024 * 1024;
// Larger, and what was read has left the processor's cache before it is hashed.
const smallChunk = new Uint8Array(128 * 1024);
// Two of them, as the next is read while one is hashed.
const LARGE_CHUNK = 1024 * 1024;
// Should a pipe have taken a file's place, opening it must not wait for a writer.
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Hashes a regular file's content, following symbolic links, in bounded memory. If the file changes meanwhile, what was
 * read is what counts.
 *
 * @param location - as the system finds it from the process's working directory
 * @returns `undefined` if there is no regular file at the location; what is small comes at once, so that nobody waits for a promise
 * for each of very many files
 * @throws what {@link HashFileSettings.fail} makes
 */
export function hashFile(location: string, settings: HashFileSettings): Digests | undefined | Promise<Digests> {
  const file = openRegularFile(location, settings);
  if (file === undefined) return undefined;
  const { descriptor, size } = file;
  let later: Promise<Digests> | undefined;
  try {
    const first = readNext(descriptor, location, settings);
    const isWhole = first.length === 0 || (first.length === size && first.length < smallChunk.length);
    if (!isWhole) return (later = hashChunks(descriptor, first, location, settings));
    return digest(settings.normalizeLineEndings ? createLineEndingNormalizer()(first) : first, settings.algorithms);
  } finally {
    if (later === undefined) closeSync(descriptor);
  }
}

/** Hashes a file of which the first chunk has been read, and closes it. */
async function hashChunks(
  descriptor: number,
  first: Uint8Array,
  location: string,
  settings: HashFileSettings,
): Promise<Digests> {
  try {
    const normalize = settings.normalizeLineEndings ? createLineEndingNormalizer() : undefined;
    const digests = startDigests(settings.algorithms);
    const consume = (chunk: Uint8Array): void => digests.update(normalize ? normalize(chunk) : chunk);
    let total = 0;
    for (let chunk = first; chunk.length > 0; chunk = readNext(descriptor, location, settings)) {
      consume(chunk);
      total += chunk.length;
      if (total < SMALL || !settings.checkpoint) continue;
      await readRest(descriptor, location, consume, settings, settings.checkpoint);
      break;
    }
    return digests.finish();
  } finally {
    closeSync(descriptor);
  }
}

/** Valid until the next call; empty at the file's end. */
function readNext(descriptor: number, location: string, { fail, onRead }: HashFileSettings): Uint8Array {
  let length: number;
  try {
    length = readSync(descriptor, smallChunk, 0, smallChunk.length, null);
  } catch (cause) {
    throw fail(location, cause);
  }
  onRead(length);
  return smallChunk.subarray(0, length);
}

async function readRest(
  descriptor: number,
  location: string,
  consume: (chunk: Uint8Array) => void,
  { fail, onRead }: HashFileSettings,
  checkpoint: () => Promise<void>,
): Promise<void> {
  let chunk = Buffer.allocUnsafeSlow(LARGE_CHUNK);
  let other = Buffer.allocUnsafeSlow(LARGE_CHUNK);
  let reading = startReading(descriptor, chunk);
  try {
    for (;;) {
      await checkpoint();
      const { length, cause } = await reading;
      if (cause !== null) throw fail(location, cause);
      if (length === 0) return;
      onRead(length);
      reading = startReading(descriptor, other);
      consume(chunk.subarray(0, length));
      [chunk, other] = [other, chunk];
    }
  } finally {
    // The descriptor may not be closed, and become another file's, under a read.
    await reading;
  }
}

/** Never rejects: while it goes on nobody is there to take that. */
function startReading(
  descriptor: number,
  chunk: Uint8Array,
): Promise<{ readonly length: number; readonly cause: Error | null }> {
  return new Promise((resolve) => {
    read(descriptor, chunk, 0, chunk.length, null, (cause, length) => resolve({ length, cause }));
  });
}

function openRegularFile(
  location: string,
  { fail }: HashFileSettings,
): { readonly descriptor: number; readonly size: number } | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(location, OPEN_FLAGS);
  } catch (cause) {
    if (systemErrorCode(cause) !== 'ENAMETOOLONG' && !isRegularFile(location)) return undefined;
    throw fail(location, cause);
  }
  const status = fstatSync(descriptor);
  if (status.isFile()) return { descriptor, size: status.size };
  closeSync(descriptor);
  return undefined;
}

function isRegularFile(location: string): boolean {
  try {
    return statSync(location).isFile();
  } catch {
    return false;
  }
}
