import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { systemErrorCode } from '@intoto/artifacts';
import type { Bundle } from '@intoto/bundle';
import { RunnerError } from '@intoto/runner';

import { readBundleFile } from './bundle-files.ts';

/** What the operating system answers where something is. */
const OCCUPIED: ReadonlySet<string | undefined> = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR']);

/**
 * Unpacks a bundle into a folder that is not there yet, or is empty: `root.layout`, and the folders `links`, `keys` and
 * `inspections`. The folder appears with everything in it, or not at all.
 *
 * @throws FileError, BundleError as `readBundleFile` does; RunnerError `ERR_WRITE_EXISTS`, `ERR_WRITE_DIRECTORY`, `ERR_WRITE`
 */
export async function extractBundleFile(path: string, folder: string): Promise<Bundle> {
  const bundle = await readBundleFile(path);
  const target = resolve(folder);
  let temporary: string | undefined;
  try {
    temporary = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    // Within, since a temporary folder is for its owner's eyes only.
    const unpacked = join(temporary, 'bundle');
    await mkdir(unpacked);
    await unpack(bundle, unpacked);
    await rename(unpacked, target);
  } catch (cause) {
    throw describeFailure(folder, cause);
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
  return bundle;
}

async function unpack(bundle: Bundle, folder: string): Promise<void> {
  await writeFile(join(folder, 'root.layout'), bundle.layout, { flag: 'wx' });
  for (const member of ['links', 'keys', 'inspections'] as const) {
    for (const [name, bytes] of bundle[member]) {
      const file = join(folder, member, name);
      await mkdir(dirname(file), { recursive: true });
      // Exclusively: two names may be one to this file system.
      await writeFile(file, bytes, { flag: 'wx' });
    }
  }
}

function describeFailure(folder: string, cause: unknown): RunnerError {
  const systemCode = systemErrorCode(cause);
  const details = { path: folder, systemCode };
  if (OCCUPIED.has(systemCode)) {
    return new RunnerError(`${folder} is there already. Name a folder that is not, or an empty one.`, {
      code: 'ERR_WRITE_EXISTS',
      details,
      cause,
    });
  }
  if (systemCode === 'ENOENT') {
    return new RunnerError(`${folder} cannot be made: ${dirname(folder)} is not an existing directory.`, {
      code: 'ERR_WRITE_DIRECTORY',
      details,
      cause,
    });
  }
  return new RunnerError(`${folder} cannot be written (${String(systemCode)}).`, { code: 'ERR_WRITE', details, cause });
}
