import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Where a child stands: the slice of its plan, the case's index. */
export interface Progress {
  readonly slice: number;
  readonly index: number;
}

/** Opens the file in which a child notes where it stands. Writing is synchronous: a child may never come back. */
export function openProgress(path: string): { note(progress: Progress): void; close(): void } {
  const file = openSync(path, 'w');
  const record = new Float64Array(2);
  const bytes = new Uint8Array(record.buffer);
  return {
    note({ slice, index }) {
      record[0] = slice;
      record[1] = index;
      writeSync(file, bytes, 0, bytes.length, 0);
    },
    close: () => closeSync(file),
  };
}

/** Reads where a child stands; `undefined` where it has not begun. */
export function readProgress(path: string): Progress | undefined {
  const bytes = new Uint8Array(readFileSync(path));
  if (bytes.length < 16) return undefined;
  const [slice = 0, index = 0] = new Float64Array(bytes.buffer, 0, 2);
  return { slice, index };
}
