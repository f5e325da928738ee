import { createEmptyObject } from '@intoto/encoding';
import type { ArtifactMap, DigestSet } from '@intoto/models';

/** Artifacts that are taken down one after the other, each with its digests. */
export interface ArtifactBook {
  /** Begins an artifact. @returns whether its name comes after the name before. */
  readonly addName: (name: string) => boolean;
  /** @returns whether the algorithm comes after the one before, of the same artifact. */
  readonly addAlgorithm: (algorithm: string) => boolean;
  readonly addDigest: (digest: string) => void;
  /** Ends an artifact. */
  readonly endArtifact: () => void;
  readonly close: () => ArtifactMap;
}

/**
 * A book whose maker has seen other artifacts: what a step was given is mostly what the step before it made. What is the same is kept
 * as the same string, the same object and, where all is the same, the same map: that takes no memory and is quickly compared.
 *
 * @param seen - what such a book was closed with: it has its names in order.
 */
export function createArtifactBook(seen: ArtifactMap): ArtifactBook {
  const seenNames = seen.keys();
  const seenDigests = seen.values();
  let nextName: string | undefined;
  let nextDigests: DigestSet | undefined;
  /** Absent as long as the artifacts are those seen, from the first on. */
  let artifacts: Map<string, DigestSet> | undefined;
  let size = 0;
  let name: string | undefined;
  const algorithms: string[] = [];
  const digests: string[] = [];
  let count = 0;

  function goOn(): void {
    nextName = seenNames.next().value;
    nextDigests = seenDigests.next().value;
  }

  function addName(added: string): boolean {
    count = 0;
    if (added !== nextName) {
      if (name !== undefined && added <= name) return false;
      while (nextName !== undefined && nextName < added) {
        separate();
        goOn();
      }
    }
    // What is seen next comes after all names before.
    name = added === nextName ? nextName : added;
    return true;
  }

  function addAlgorithm(added: string): boolean {
    const [last] = count === 0 ? [] : [algorithms[count - 1]];
    if (last !== undefined && added <= last) return false;
    if (added !== algorithms[count]) algorithms[count] = added;
    return true;
  }

  function addDigest(added: string): void {
    digests[count++] = added;
  }

  function endArtifact(): void {
    const isNext = name === nextName;
    const same = isNext && nextDigests !== undefined && isSame(nextDigests) ? nextDigests : undefined;
    if (same === undefined) separate();
    artifacts?.set(name as string, same ?? createDigests());
    size++;
    if (isNext) goOn();
  }

  function isSame(set: DigestSet): boolean {
    let left = count;
    for (const algorithm in set) if (algorithm !== '') left--;
    if (left !== 0) return false;
    for (let at = 0; at < count; at++) if (set[algorithms[at] as string] !== digests[at]) return false;
    return true;
  }

  function createDigests(): DigestSet {
    const set = createEmptyObject() as Record<string, string>;
    for (let at = 0; at < count; at++) set[algorithms[at] as string] = digests[at] as string;
    return set;
  }

  /** From here on they are others. */
  function separate(): Map<string, DigestSet> {
    if (artifacts === undefined) {
      artifacts = new Map();
      for (const [each, set] of seen) {
        if (artifacts.size === size) break;
        artifacts.set(each, set);
      }
    }
    return artifacts;
  }

  function close(): ArtifactMap {
    return artifacts ?? (size === seen.size ? seen : separate());
  }

  goOn();
  return { addName, addAlgorithm, addDigest, endArtifact, close };
}
