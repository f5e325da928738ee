import type { ArtifactMap, DigestSet } from '@intoto/models';

/** Why a MATCH rule left an artifact that its pattern selects in the queue. */
export interface NearMiss {
  /** The artifact's name in the item under evaluation. */
  readonly artifact: string;
  /** The name looked for in the other step. */
  readonly sought: string;
  /** The step that the rule names. */
  readonly step: string;
  /** What is missing: a link of that step, the path sought in it, or equal digests under that path. */
  readonly reason: 'step-absent' | 'path-absent' | 'digest-differs';
  /** The digests in the item under evaluation. */
  readonly found: DigestSet;
  /** With `digest-differs`: the digests in the other step. */
  readonly expected?: DigestSet | undefined;
  /** With `path-absent`: paths in the other step with equal digests, at most three; empty digest sets have none. */
  readonly sameDigest?: readonly string[] | undefined;
}

/** How many near misses of one rule are kept. */
export const NEAR_MISS_LIMIT = 100;

/** How many near misses of one rule list are kept: a layout may have a hundred thousand rules that all miss. */
const LIST_LIMIT = 5000;

const SAME_DIGEST_LIMIT = 3;

/** Keeps the near misses of one rule list. */
export class NearMissBook {
  #left = LIST_LIMIT;
  readonly #pathsByDestination = new Map<ArtifactMap, ReadonlyMap<string, readonly string[]>>();

  /**
   * Those of a rule's near misses that are kept; where a path is absent, with the paths in the other step under which the
   * same content lies.
   *
   * @param nearMisses - The rule's first {@link NEAR_MISS_LIMIT}.
   */
  keep(nearMisses: readonly NearMiss[], destination: ArtifactMap | undefined): readonly NearMiss[] {
    const kept = nearMisses.slice(0, this.#left);
    this.#left -= kept.length;
    if (destination === undefined) return kept;
    return kept.map((miss) => this.#addPaths(miss, destination));
  }

  #addPaths(miss: NearMiss, destination: ArtifactMap): NearMiss {
    if (miss.reason !== 'path-absent') return miss;
    return { ...miss, sameDigest: this.#findPaths(miss.found, destination) };
  }

  #findPaths(digests: DigestSet, destination: ArtifactMap): readonly string[] {
    const key = digestKey(digests);
    if (key === undefined) return [];
    let paths = this.#pathsByDestination.get(destination);
    if (paths === undefined) this.#pathsByDestination.set(destination, (paths = mapPaths(destination)));
    return paths.get(key) ?? [];
  }
}

/** The first few paths under which each content lies. */
function mapPaths(artifacts: ArtifactMap): ReadonlyMap<string, readonly string[]> {
  const pathsByKey = new Map<string, string[]>();
  for (const [path, digests] of artifacts) {
    const key = digestKey(digests);
    if (key === undefined) continue;
    const paths = pathsByKey.get(key);
    if (paths === undefined) pathsByKey.set(key, [path]);
    else if (paths.length < SAME_DIGEST_LIMIT) paths.push(path);
  }
  return pathsByKey;
}

/** The same for equal digest sets, whatever the order of their members; `undefined` for an empty one. */
function digestKey(digests: DigestSet): string | undefined {
  const entries = Object.entries(digests);
  if (entries.length > 1) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : JSON.stringify(entries);
}
