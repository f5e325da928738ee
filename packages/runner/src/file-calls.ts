import * as fs from 'node:fs';
import { promisify } from 'node:util';

// What `node:fs/promises` does, which takes longer to load than a link to write; by descriptors in the place of its handles.

export const stat: (path: string) => Promise<fs.Stats> = promisify(fs.stat);
export const lstat: (path: string) => Promise<fs.Stats> = promisify(fs.lstat);
export const realpath: (path: string) => Promise<string> = promisify(fs.realpath.native);
export const access: (path: string, mode: number) => Promise<void> = promisify(fs.access);
export const link: (existing: string, path: string) => Promise<void> = promisify(fs.link);
export const rename: (from: string, to: string) => Promise<void> = promisify(fs.rename);
export const unlink: (path: string) => Promise<void> = promisify(fs.unlink);
export const open: (path: string, flags: string, mode?: number) => Promise<number> = promisify(fs.open);
export const read: (file: number, buffer: Uint8Array) => Promise<{ readonly bytesRead: number }> = promisify(fs.read);
export const changeMode: (file: number, mode: number) => Promise<void> = promisify(fs.fchmod);
/** Writes all of `data` to a path or a descriptor. */
export const writeFile: (file: string | number, data: string | Uint8Array) => Promise<void> = promisify(fs.writeFile);
/** Waits until what was written is on disk. */
export const sync: (file: number) => Promise<void> = promisify(fs.fsync);
export const close: (file: number) => Promise<void> = promisify(fs.close);

/** Removes a file that may be gone already. */
export async function removeIfThere(path: string): Promise<void> {
  await promisify(fs.rm)(path, { force: true });
}
