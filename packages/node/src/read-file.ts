import { constants } from 'node:fs';

import { InTotoError } from '@intoto/encoding';

import { type FileCalls, patientCalls } from './file-calls.ts';
import { FileError } from './file-error.ts';

/** Metadata and keys are never larger; a link with 100,000 artifacts has about 20 MB. */
export const DEFAULT_MAX_BYTES: number = 64 * 1024 * 1024;

/**
 * Reads a regular file, at most `maxBytes` of it: of a longer one `maxBytes + 1` bytes, so that the reader sees that it is too long.
 *
 * @throws FileError `ERR_FILE_NOT_FOUND`, `ERR_FILE_NOT_REGULAR` (a directory, a pipe, a device), `ERR_FILE_UNREADABLE`
 */
export async function readBytes(
  path: string,
  maxBytes: number = DEFAULT_MAX_BYTES,
  calls: FileCalls = patientCalls,
): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK (which Windows lacks), opening a pipe waits for somebody to write.
    const file = await calls.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await calls.fstat(file);
      if (!stats.isFile()) throw notRegular(path, stats.isDirectory());
      return await readUpTo(calls, file, stats.size, maxBytes + 1);
    } finally {
      await calls.close(file);
    }
  } catch (cause) {
    if (InTotoError.is(cause)) throw cause;
    throw FileError.from(path, cause);
  }
}

async function readUpTo(calls: FileCalls, file: number, expected: number, limit: number): Promise<Uint8Array> {
  let buffer = new Uint8Array(Math.min(expected + 1, limit));
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      if (length === limit) return buffer;
      // It grew since its size was asked, or its size is not known, as under /proc.
      const larger = new Uint8Array(Math.min(limit, Math.max(2 * length, 65_536)));
      larger.set(buffer);
      buffer = larger;
    }
    const bytesRead = await calls.read(file, buffer, length, buffer.length - length);
    length += bytesRead;
    // There was room for one byte more than the file said it has.
    if (bytesRead === 0 || (length === expected && expected > 0)) return buffer.subarray(0, length);
  }
}

function notRegular(path: string, directory: boolean): FileError {
  const message = directory ? `${path} is a directory; a file is expected.` : `${path} is not a regular file.`;
  return new FileError(message, { code: 'ERR_FILE_NOT_REGULAR', details: { path } });
}
