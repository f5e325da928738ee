import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { systemErrorCode } from '@intoto/artifacts';

import {
  changeMode,
  close,
  lstat,
  open,
  realpath,
  removeIfThere,
  rename,
  stat,
  sync,
  writeFile,
} from './file-calls.ts';
import { placeNewFile } from './place-file.ts';
import { RunnerError } from './runner-error.ts';

/** How {@link writeFileAtomically} writes. */
export interface WriteFileOptions {
  /**
   * Permissions of the file, whatever the umask: `0o600` for a private key.
   * @defaultValue those of the file that is replaced; for a new one what the umask leaves of `0o666`
   */
  readonly mode?: number | undefined;
  /** Whether a file that exists is replaced. @defaultValue true */
  readonly overwrite?: boolean | undefined;
  /**
   * What a symbolic link at the path means: `follow` writes the file it points to, as programs do with a path that a
   * person typed; `replace` puts the file in its place, for directories where others may have laid a trap.
   * @defaultValue `'follow'`
   */
  readonly symbolicLink?: 'follow' | 'replace' | undefined;
}

async function find(path: string, look: (path: string) => Promise<Stats>): Promise<Stats | undefined> {
  try {
    return await look(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the new directory entry durable, where the system lets a directory be opened. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const opened = await open(directory, 'r');
    try {
      await sync(opened);
    } finally {
      await close(opened);
    }
  } catch {
    // Windows, and some network file systems: the file itself has been synced.
  }
}

async function writeTemporary(path: string, data: string | Uint8Array, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx', mode ?? 0o666);
  try {
    if (mode !== undefined) await changeMode(file, mode);
    await writeFile(file, data);
    await sync(file);
  } finally {
    await close(file);
  }
}

async function replaceFile(path: string, data: string | Uint8Array, options: WriteFileOptions): Promise<void> {
  const overwrite = options.overwrite ?? true;
  const follow = overwrite && (options.symbolicLink ?? 'follow') === 'follow';
  const existing = await find(path, follow ? stat : lstat);
  if (existing?.isDirectory() === true) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
  const replaceable = existing === undefined || existing.isFile() || existing.isSymbolicLink();
  if (overwrite && !replaceable) {
    // A terminal, a pipe: `/dev/stdout`. Nothing can be put in its place.
    await writeFile(path, data);
    return;
  }
  const target = follow && existing !== undefined ? await realpath(path) : path;
  const mode = options.mode ?? (existing?.isFile() === true ? existing.mode & 0o777 : undefined);
  // Named so that the default exclude patterns (`*.link*`) keep a link in the making out of the artifacts.
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeTemporary(temporary, data, mode);
    await (overwrite ? rename(temporary, target) : placeNewFile(temporary, target));
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
  await syncDirectory(dirname(target));
}

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, synced to disk, then put in its place.
 * Whoever reads `path` meanwhile sees the old file or the new one. On failure the temporary file is removed.
 * A device or a pipe at `path` is written to directly.
 *
 * @param data - bytes, or text to be encoded as UTF-8.
 * @throws {@link RunnerError} `ERR_WRITE_DIRECTORY`, `ERR_WRITE_EXISTS`, `ERR_WRITE`.
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 *
 * import { writeFileAtomically } from '@intoto/runner';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'keys-'));
 * await writeFileAtomically(join(directory, 'secret'), 'not for everyone', { mode: 0o600, overwrite: false });
 * ```
 */
export async function writeFileAtomically(
  path: string,
  data: string | Uint8Array,
  options: WriteFileOptions = {},
): Promise<void> {
  if (path === '') throw new TypeError('path must not be empty');
  try {
    await replaceFile(path, data, options);
  } catch (cause) {
    const details = { path, systemCode: systemErrorCode(cause) };
    switch (details.systemCode) {
      case 'EEXIST':
        throw new RunnerError(`${path} exists and is not replaced. Remove it or name another file.`, {
          code: 'ERR_WRITE_EXISTS',
          details,
          cause,
        });
      case 'ENOENT':
      case 'ENOTDIR':
        throw new RunnerError(
          `${path} cannot be written: ${dirname(path)} is not an existing directory. Create it first.`,
          {
            code: 'ERR_WRITE_DIRECTORY',
            details,
            cause,
          },
        );
      case undefined:
      default:
        throw new RunnerError(`${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`, {
          code: 'ERR_WRITE',
          details,
          cause,
        });
    }
  }
}
