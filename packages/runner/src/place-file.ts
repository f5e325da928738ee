import { systemErrorCode } from '@intoto/artifacts';

import { close, link, open, removeIfThere, rename, unlink } from './file-calls.ts';

/** What file systems without hard links (FAT, some network shares) and systems that forbid them answer. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EINVAL',
  'EXDEV',
]);

/**
 * Moves `temporary` to `path` where nothing is, without hard links: an empty file holds the place meanwhile.
 * Rejects with `EEXIST` otherwise.
 */
export async function placeNewFileByReservation(temporary: string, path: string): Promise<void> {
  await close(await open(path, 'wx'));
  try {
    await rename(temporary, path);
  } catch (error) {
    await removeIfThere(path);
    throw error;
  }
}

/** Moves `temporary` to `path` where nothing is, at once. Rejects with `EEXIST` otherwise. */
export async function placeNewFile(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!NO_HARD_LINKS.has(systemErrorCode(error) ?? '')) throw error;
    await placeNewFileByReservation(temporary, path);
    return;
  }
  await unlink(temporary);
}
