import { ArtifactError } from './artifact-error.ts';

/**
 * Checks that no two prefixes could both fit a name. The comparison is one of text, not of path segments: `lib` and
 * `library/` are refused, and so is a prefix that is given twice.
 *
 * @throws ArtifactError `ERR_ARTIFACT_PREFIX`
 */
export function checkStripPrefixes(prefixes: readonly string[]): void {
  for (const [index, first] of prefixes.entries()) {
    const second = prefixes.slice(index + 1).find((other) => first.startsWith(other) || other.startsWith(first));
    if (second === undefined) continue;
    throw new ArtifactError(
      `The prefixes to strip ${JSON.stringify(first)} and ${JSON.stringify(second)} overlap: one begins with the other. Give only one of them.`,
      { code: 'ERR_ARTIFACT_PREFIX', details: { prefixes: [first, second] } },
    );
  }
}

/**
 * The name under which a path is recorded: with slashes only, and without the first prefix that it begins with.
 *
 * A backslash becomes a slash on every system, so that metadata is the same whatever system made it. A prefix is text:
 * `d` makes `/f` of `d/f`.
 */
export function stripPrefix(path: string, prefixes: readonly string[]): string {
  const name = path.replaceAll('\\', '/');
  const prefix = prefixes.find((candidate) => name.startsWith(candidate) && !isInsidePair(name, candidate.length));
  return name.slice(prefix?.length ?? 0);
}

/** Whether the text would be cut inside a surrogate pair: half a character is not what the name begins with. */
function isInsidePair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/**
 * Fails if prefixes are stripped and the name is taken. Without prefixes a later artifact replaces an earlier one.
 *
 * @throws ArtifactError `ERR_ARTIFACT_COLLISION`
 */
export function checkNameIsFree(
  name: string,
  path: string,
  taken: { has(name: string): boolean },
  prefixes: readonly string[],
): void {
  if (prefixes.length === 0 || !taken.has(name)) return;
  throw new ArtifactError(
    `The artifact ${JSON.stringify(path)} would be recorded as ${JSON.stringify(name)}, as another artifact is already. Strip a different prefix, or list each artifact once.`,
    { code: 'ERR_ARTIFACT_COLLISION', details: { name, path } },
  );
}
