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

/** Reads the directory when it is first asked and when it has changed since: thousands of steps ask for the same names. */
export function createLinkNames(directory: string): LinkNames {
  let known: { readonly changed: bigint; readonly names: Promise<ReadonlyMap<string, readonly string[]>> } | undefined;
  return {
    async of(step) {
      try {
        const { mtimeNs } = await stat(directory, { bigint: true });
        if (known?.changed !== mtimeNs) known = { changed: mtimeNs, names: readNames(directory) };
        return (await known.names).get(step) ?? [];
      } catch {
        return [];
      }
    },
  };
}

async function readNames(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
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
