import { readdir, stat } from 'node:fs/promises';

const EXTENSION = '.link';

/** The names in a directory that look like links, by the step that each claims. */
export interface LinkNames {
  /** Those of a step, in no order; none where the directory cannot be read. */
  of(step: string): Promise<readonly string[]>;
}

/**
 * The steps as whose link a file is named: of `a.b.link` it is `a.b`, unsigned, and `a`, signed by a key whose id begins with `b`.
 * At most eight characters are of a key id.
 */
export function stepsOfLinkName(name: string): readonly string[] {
  if (!name.endsWith(EXTENSION)) return [];
  const stem = name.slice(0, -EXTENSION.length);
  const dot = stem.lastIndexOf('.');
  const idLength = stem.length - dot - 1;
  return dot === -1 || idLength < 1 || idLength > 8 ? [stem] : [stem, stem.slice(0, dot)];
}

/** In milliseconds: a change sooner after another may not show in a directory's time, whatever the file system. */
const SETTLED_AFTER = 2000;

interface Listing {
  readonly changed: bigint;
  /** Whether every change after it shows in the directory's time. */
  readonly isSettled: boolean;
  readonly names: Promise<ReadonlyMap<string, readonly string[]>>;
}

/** Reads the directory when it is first asked and when it may have changed since: thousands of steps ask for the same names. */
export function createLinkNames(directory: string): LinkNames {
  let known: Listing | undefined;
  return {
    async of(step) {
      try {
        const { mtimeNs } = await stat(directory, { bigint: true });
        if (known?.changed !== mtimeNs || !known.isSettled) {
          const isSettled = Date.now() - Number(mtimeNs / 1_000_000n) > SETTLED_AFTER;
          known = { changed: mtimeNs, isSettled, names: readLinkNames(directory) };
        }
        return (await known.names).get(step) ?? [];
      } catch {
        return [];
      }
    },
  };
}

/**
 * What a directory has that looks like links, by the step that each claims, in no order.
 *
 * @throws as the system does, for a directory that cannot be read
 */
export async function readLinkNames(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  for (const name of await readdir(directory)) {
    for (const step of stepsOfLinkName(name)) {
      const others = names.get(step);
      if (others === undefined) names.set(step, [name]);
      else others.push(name);
    }
  }
  return names;
}
