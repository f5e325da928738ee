import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';

import { findDamagedNames, notUnicode } from './file-name.ts';
import { locate } from './normalize-path.ts';
import type { Recording } from './recording.ts';
import { systemErrorCode } from './system-error.ts';
import { unreadable } from './unreadable.ts';

/** A directory on the way from the root of a walk to where it is. */
interface Directory {
  /** In normal form, relative to the base path. */
  readonly path: string;
  readonly parent: Directory | undefined;
  /** Whether a symbolic link was followed to get here from the root. */
  readonly isBehindLink: boolean;
  /** Found out only when it matters. */
  realPath?: string;
}

/** So many are looked at between two checkpoints, which take time as well. */
const ENTRIES_AT_ONCE = 32;

/** Reasons for which a directory is passed over; the reference does so for every reason. */
const IGNORED_REASONS: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ELOOP']);

/**
 * Walks a directory tree, in order of names, and visits every regular file, and every link to one, that is not excluded.
 *
 * Excluded directories are not entered, nor those that may not be read, nor, behind a link, one that the walk is
 * already inside of. A link at the root is always followed. Paths keep the names of links.
 *
 * @param root - a path in normal form, relative to the recording's base path
 * @throws ArtifactError `ERR_ARTIFACT_NAME` for a name that is neither valid Unicode nor excluded;
 * `ERR_ARTIFACT_UNREADABLE` for a directory that cannot be listed for a reason other than permissions
 */
export async function walk(root: string, recording: Recording, visit: (path: string) => void): Promise<void> {
  const pending: Directory[] = [{ path: root, parent: undefined, isBehindLink: false }];
  for (let directory = pending.pop(); directory; directory = pending.pop()) {
    await recording.checkpoint();
    const { entries, damagedNames } = listDirectory(locate(recording.basePath, directory.path));
    const subdirectories: Directory[] = [];
    for (const [index, entry] of entries.entries()) {
      if (index % ENTRIES_AT_ONCE === ENTRIES_AT_ONCE - 1) await recording.checkpoint();
      const path = join(directory.path, entry.name);
      if (recording.isExcluded(path)) continue;
      if (damagedNames.has(entry.name)) throw notUnicode(path);
      const isLink = entry.isSymbolicLink();
      const target = isLink ? followLink(locate(recording.basePath, path)) : entry;
      if (target?.isFile()) {
        visit(path);
      } else if (target?.isDirectory() && (!isLink || recording.followSymlinkDirs)) {
        subdirectories.push({ path, parent: directory, isBehindLink: isLink || directory.isBehindLink });
      }
    }
    // Last first, as the last one that is pending comes next.
    for (const subdirectory of subdirectories.toReversed()) {
      if (!leadsBack(subdirectory, recording.basePath)) pending.push(subdirectory);
    }
  }
}

interface Listing {
  readonly entries: readonly Dirent[];
  readonly damagedNames: ReadonlySet<string>;
}

function listDirectory(location: string): Listing {
  try {
    const entries = readdirSync(location, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { entries, damagedNames: findDamagedNames(location, entries) };
  } catch (cause) {
    if (IGNORED_REASONS.has(systemErrorCode(cause))) return { entries: [], damagedNames: new Set() };
    throw unreadable(location, cause);
  }
}

function followLink(location: string): Stats | undefined {
  try {
    return statSync(location);
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENAMETOOLONG') throw unreadable(location, cause);
    return undefined;
  }
}

/** Whether the directory is one of those that the walk went through to get to it. */
function leadsBack(directory: Directory, basePath: string): boolean {
  if (!directory.isBehindLink) return false;
  const realPath = findRealPath(directory, basePath);
  for (let ancestor = directory.parent; ancestor; ancestor = ancestor.parent) {
    if (findRealPath(ancestor, basePath) === realPath) return true;
  }
  return false;
}

function findRealPath(directory: Directory, basePath: string): string {
  // As bytes: were names that are not Unicode decoded, different ones could become equal.
  directory.realPath ??= readRealPath(locate(basePath, directory.path));
  return directory.realPath;
}

function readRealPath(location: string): string {
  try {
    return realpathSync.native(location, 'buffer').toString('latin1');
  } catch {
    // It has gone, or may not be reached, and will not be listed either.
    return location;
  }
}

function join(directory: string, name: string): string {
  if (directory === '.') return name;
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}
