import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

import type { ConformanceCase } from './conformance-case.ts';

/** A copy of a case that commands may write to. */
export interface UnpackedCase {
  /** Absolute paths. */
  readonly layout: string;
  readonly keys: readonly string[];
  readonly linkDirectory: string;
  /** The working directory to verify in. */
  readonly product: string;
  /** Removes the copy. */
  readonly remove: () => Promise<void>;
}

/** Where a path lies that must not lead out of a folder. */
function within(folder: string, path: string): string {
  const place = resolve(folder, path);
  if (!place.startsWith(`${folder}${sep}`)) throw new TypeError(`${path} leads out of ${folder}`);
  return place;
}

/**
 * Copies a case into a new temporary folder, with the files in place whose names a repository cannot have, and with the
 * folders `links` and `product` even where they are empty.
 *
 * @throws the file system's error where the copy cannot be made
 */
export async function unpackCase({ folder, keys, copies }: ConformanceCase): Promise<UnpackedCase> {
  const copy = mkdtempSync(join(tmpdir(), 'in-toto-conformance-'));
  const remove = async (): Promise<void> => rmSync(copy, { recursive: true, force: true });
  try {
    // Synchronously: for a few small files it takes half the time.
    cpSync(folder, copy, { recursive: true });
    const [linkDirectory, product] = [join(copy, 'links'), join(copy, 'product')];
    // Where there is a file instead of the folder, it is what the case is about.
    if (!existsSync(linkDirectory)) mkdirSync(linkDirectory);
    mkdirSync(product, { recursive: true });
    for (const { from, to } of copies) {
      const place = within(copy, to);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(within(copy, from), place);
    }
    return {
      layout: join(copy, 'root.layout'),
      // Not copied: many cases share them.
      keys: keys.map((key) => within(join(folder, '../..'), join(folder, key))),
      linkDirectory,
      product,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
