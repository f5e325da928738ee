import { isAbsolute, sep } from 'node:path';

const ONLY_SLASHES = sep === '/';

/**
 * The normal form of a path, as Python's `os.path.normpath` makes it on POSIX: without empty and `.` segments, without
 * a final slash, and with `..` and the segment before it taken out; `.` for an empty path. Exactly two leading slashes
 * are kept, as POSIX gives them a meaning. Says nothing of symbolic links.
 *
 * @param separator - the system's separator; where it is a backslash, the result has slashes and keeps a drive letter
 */
export function normalizePath(path: string, separator: string = sep): string {
  const slashed = separator === '\\' ? path.replaceAll('\\', '/') : path;
  const drive = separator === '\\' ? (/^[A-Za-z]:/.exec(slashed)?.[0] ?? '') : '';
  const rest = slashed.slice(drive.length);
  const leading = /^\/*/.exec(rest)?.[0].length ?? 0;
  const root = leading === 2 ? '//' : leading > 0 ? '/' : '';
  const segments: string[] = [];
  for (const segment of rest.split('/')) {
    if (segment === '' || segment === '.') continue;
    const previous = segments.at(-1);
    if (segment !== '..' || (root === '' && previous === undefined) || previous === '..') segments.push(segment);
    else segments.pop();
  }
  return drive + root + segments.join('/') || '.';
}

/**
 * Where `path` is, seen from `directory`.
 *
 * The two are only put together: were `..` resolved in the text, `link/../file` would not be beside the link's target,
 * where the system finds it.
 */
export function locate(directory: string, path: string): string {
  // Asked of every file: where a slash is the only separator, it is all that `isAbsolute` looks at.
  return path.startsWith('/') || (!ONLY_SLASHES && isAbsolute(path)) ? path : `${directory}/${path}`;
}
