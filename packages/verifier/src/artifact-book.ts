import { createEmptyObject } from '@intoto/encoding';
import type { ArtifactMap, DigestSet } from '@intoto/models';

/** Artifacts that are taken down one after the other, in order, each with its digests in order. */
export interface ArtifactBook {
  /** Begins an artifact. @returns whether its name comes after the name before. */
  readonly addName: (name: string) => boolean;
  /** @returns whether it comes after the algorithm before, of the same artifact. */
  readonly addAlgorithm: (algorithm: string) => boolean;
  /** The digest by the algorithm that was added last. */
  readonly addDigest: (digest: string) => void;
  /** Ends an artifact. */
  readonly endArtifact: () => void;
  readonly close: () => ArtifactMap;
}

/**
 * A book whose maker has seen other artifacts: what a step was given is mostly what the step before it made. What is the same is kept
 * as the same string, the same object and, where all is the same, the same map: that takes no memory and is quickly compared.
 *
 * @param seen - what such a book was closed with: its names are in order.
 */
export function createArtifactBook(seen: ArtifactMap): ArtifactBook {
  const seenNames = seen.keys();
  const seenDigests = seen.values();
  /** Of the names seen, the first that comes after all that were added. */
  let nextName: string | undefined;
  let nextDigests: DigestSet | undefined;
  /** Absent as long as what was added is what was seen, from the first on. */
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
        startMap();
        goOn();
      }
    }
    name = added === nextName ? nextName : added;
    return true;
  }

  function addAlgorithm(added: string): boolean {
    if (count > 0 && added <= (algorithms[count - 1] as string)) return false;
    // One and the same string for a hundred thousand artifacts.
    if (added !== algorithms[count]) algorithms[count] = added;
    return true;
  }

  function addDigest(added: string): void {
    digests[count++] = added;
  }

  function endArtifact(): void {
    const isSeen = name === nextName;
    const same = isSeen && nextDigests !== undefined && hasDigestsOf(nextDigests) ? nextDigests : undefined;
    if (same === undefined) startMap();
    artifacts?.set(name as string, same ?? createDigests());
    size++;
    if (isSeen) goOn();
  }

  function hasDigestsOf(set: DigestSet): boolean {
    let at = 0;
    for (const algorithm in set) {
      if (algorithm !== algorithms[at] || set[algorithm] !== digests[at]) return false;
      at++;
    }
    return at === count;
  }

  function createDigests(): DigestSet {
    const set = createEmptyObject() as Record<string, string>;
    for (let at = 0; at < count; at++) set[algorithms[at] as string] = digests[at] as string;
    return set;
  }

  /** From here on it is not what was seen. */
  function startMap(): Map<string, DigestSet> {
    if (artifacts !== undefined) return artifacts;
    artifacts = new Map();
    for (const [each, set] of seen) {
      if (artifacts.size === size) break;
      artifacts.set(each, set);
    }
    return artifacts;
  }

  function close(): ArtifactMap {
    return artifacts ?? (size === seen.size ? seen : startMap());
  }

  goOn();
  return { addName, addAlgorithm, addDigest, endArtifact, close };
}
