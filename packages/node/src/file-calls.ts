import {
  close,
  closeSync,
  fstat,
  fstatSync,
  open,
  openSync,
  read,
  readSync,
  stat,
  type Stats,
  statSync,
} from 'node:fs';
import { promisify } from 'node:util';

type Eventually<T> = T | Promise<T>;

/** What the operating system is asked about files that are read. */
export interface FileCalls {
  readonly stat: (path: string) => Eventually<Stats>;
  readonly open: (path: string, flags: number) => Eventually<number>;
  readonly fstat: (file: number) => Eventually<Stats>;
  /** @returns how many bytes were read, from where the last reading ended */
  readonly read: (file: number, buffer: Uint8Array, offset: number, length: number) => Eventually<number>;
  readonly close: (file: number) => Eventually<void>;
}

const readAsync = promisify(read);

/** Without holding anybody up. By descriptors: to load `node:fs/promises` takes longer than to read a key. */
export const patientCalls: FileCalls = {
  stat: promisify(stat),
  open: promisify<string, number, number>(open),
  fstat: promisify<number, Stats>(fstat),
  read: async (file, buffer, offset, length) => (await readAsync(file, buffer, offset, length, null)).bytesRead,
  close: promisify(close),
};

/** Seven times faster with small files, and nothing else happens in the process meanwhile. */
export const blockingCalls: FileCalls = {
  stat: statSync,
  open: openSync,
  fstat: fstatSync,
  read: (file, buffer, offset, length) => readSync(file, buffer, offset, length, null),
  close: closeSync,
};
