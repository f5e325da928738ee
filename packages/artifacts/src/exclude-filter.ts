import { sep } from 'node:path';

import { toCodePointArray } from './code-point-array.ts';
import { parseExcludePattern } from './exclude-pattern.ts';

/** What is excluded when no patterns are given, as by the Python reference. */
export const DEFAULT_EXCLUDE_PATTERNS: readonly string[] = ['*.link*', '.git', '*.pyc', '*~'];

const HAS_BACKSLASHES = sep === '\\';

/**
 * Makes the function that says whether gitignore patterns exclude a path, with the verdict of Python's
 * `pathspec.GitIgnoreSpec` (1.x), on which the reference relies.
 *
 * The path is relative, `/`-separated, and without a final slash even if it is a directory: `foo/` excludes what is
 * below `foo`, not `foo`. One leading `/` or `./` of it is ignored. Of the patterns that name the path itself the last
 * decides; without one, the last that names a directory above it. Letters match in their own case only, on every system.
 * Matching takes time linear in the path's length.
 *
 * @throws ArtifactError `ERR_ARTIFACT_PATTERN` for a malformed pattern
 *
 * @example
 * ```ts
 * import { createExcludeFilter } from '@intoto/artifacts';
 *
 * const isExcluded = createExcludeFilter(['*.log', '!keep.log']);
 * console.log(isExcluded('var/today.log'), isExcluded('var/keep.log')); // true false
 * ```
 */
export function createExcludeFilter(patterns: readonly string[]): (path: string) => boolean {
  const lastFirst = patterns
    .map((pattern) => parseExcludePattern(pattern))
    .filter((pattern) => pattern !== undefined)
    .toReversed();
  return (path) => {
    const text = toPatternPath(path);
    let codePoints: number[] | undefined;
    let excluded = false;
    let isDecided = false;
    for (const { negated, literal, match } of lastFirst) {
      if (!text.includes(literal)) continue;
      codePoints ??= toCodePointArray(text);
      const how = match(codePoints);
      if (how === 'direct') return !negated;
      if (how === 'below' && !isDecided) {
        excluded = !negated;
        isDecided = true;
      }
    }
    return excluded;
  };
}

function toPatternPath(path: string): string {
  const slashed = HAS_BACKSLASHES ? path.replaceAll('\\', '/') : path;
  if (slashed.startsWith('/')) return slashed.slice(1);
  return slashed.startsWith('./') ? slashed.slice(2) : slashed;
}
