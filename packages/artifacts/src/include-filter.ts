import type { Options } from 'micromatch';

/**
 * Makes the function that says whether a path matches one of the shell patterns; without patterns, every path does.
 *
 * Patterns are micromatch's: `*` stays within a segment, `**` crosses segments, `{a,b}` and `{1..3}` are alternatives.
 * Hidden files are matched like others, `!` has no special meaning.
 */
export async function createIncludeFilter(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => true;
  // Loaded where it is needed: hardly anybody gives patterns, and programs start faster without.
  const { default: micromatch } = await import('micromatch');
  // A line feed in a directory's name must not hide what is in it from `**`. The library takes an
  // expression's flags here; its published type is wrong.
  const flags = 's' as unknown as boolean;
  const options: Options = { dot: true, nonegate: true, flags };
  const matchers = patterns.map((pattern) => micromatch.matcher(pattern, options));
  return (path) => matchers.some((matches) => matches(path));
}
