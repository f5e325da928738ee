import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { BundleError } from '@intoto/bundle';
import { type Layout, parseMetadata, parsePayload, readPayload } from '@intoto/models';

import { FileError } from './file-error.ts';
import { readLinkNames } from './link-names.ts';
import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/** Sublayouts within sublayouts; folders that lead back to themselves end here. */
const MAX_DEPTH = 16;

/** The links of a chain, and which of its steps have none. */
export interface CollectedLinks {
  /** By their paths within the directory, with `/`. */
  readonly links: ReadonlyMap<string, Uint8Array>;
  /** Steps without any file named like a link of theirs, by their paths through sublayouts. */
  readonly missing: readonly string[];
}

/**
 * Collects what lies in a directory under the names of a layout's links, and so for its sublayouts.
 * Nothing in it is verified; other files are left out.
 *
 * @throws FileError for a folder or link that cannot be read; BundleError `ERR_BUNDLE_LIMIT` for sublayouts nested too deeply
 */
export async function collectLinks(directory: string, layout: Layout): Promise<CollectedLinks> {
  const links = new Map<string, Uint8Array>();
  const missing: string[] = [];
  const collect = async (inner: Layout, prefix: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) {
      throw new BundleError(`${directory}: sublayouts are nested deeper than ${MAX_DEPTH} levels.`, {
        code: 'ERR_BUNDLE_LIMIT',
        details: { path: directory },
      });
    }
    const names = await list(join(directory, prefix));
    for (const { name: step } of inner.steps) {
      const own = (names.get(step) ?? []).toSorted();
      if (own.length === 0) missing.push(`${prefix}${step}`);
      for (const name of own) {
        const bytes = await readBytes(join(directory, prefix, name));
        links.set(`${prefix}${name}`, bytes);
        const sublayout = readLayout(bytes);
        const folder = `${prefix}${name.slice(0, -'.link'.length)}/`;
        if (sublayout !== undefined && (await isDirectory(join(directory, folder)))) {
          await collect(sublayout, folder, depth + 1);
        }
      }
    }
  };
  await named(directory, () => collect(layout, '', 0));
  return { links, missing };
}

async function list(path: string): ReturnType<typeof readLinkNames> {
  try {
    return await readLinkNames(path);
  } catch (cause) {
    throw FileError.from(path, cause);
  }
}

/** What verification will find unreadable is put in as it is: the report says why. */
function readLayout(bytes: Uint8Array): Layout | undefined {
  try {
    const payload = parsePayload(readPayload(parseMetadata(bytes, { dialect: 'python' }), { dialect: 'python' }));
    return payload.type === 'layout' ? payload : undefined;
  } catch {
    return undefined;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
