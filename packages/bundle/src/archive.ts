import { compareCodePoints, encodeUtf8 } from '@intoto/encoding';
import { zipSync } from 'fflate';

import type { Bundle } from './bundle.ts';
import { assertSafePath } from './entry-name.ts';

/** The first file of every bundle: it tells what this is. */
export const MARK_NAME = 'bundle.json';
export const MARK: Uint8Array = encodeUtf8('{"_type":"in-toto-bundle","version":1}\n');
export const LAYOUT_NAME = 'root.layout';
/** The folders of a bundle, by the member that is in each. */
export const FOLDERS = { inspections: 'inspections/', keys: 'keys/', links: 'links/' } as const;
/** The format's own bound, 65,535, is that of a number of two bytes. */
export const MAX_ENTRIES = 60_000;

/** Not compressed: what has one form only cannot differ between two releases of a library, and holds no bomb. */
const STORED = { level: 0 } as const;

/**
 * The one archive of a bundle's files: a ZIP without compression, times and attributes, in the order of the names.
 *
 * @throws BundleError `ERR_BUNDLE_NAME`
 */
export function encodeArchive(bundle: Bundle): Uint8Array<ArrayBuffer> {
  const entries: (readonly [string, Uint8Array])[] = [
    [MARK_NAME, MARK],
    [LAYOUT_NAME, bundle.layout],
  ];
  for (const member of ['inspections', 'keys', 'links'] as const) {
    for (const [path, bytes] of [...bundle[member]].sort(([a], [b]) => compareCodePoints(a, b))) {
      assertSafePath(path);
      entries.push([`${FOLDERS[member]}${path}`, bytes]);
    }
  }
  // Local time is what the format has: the same fields everywhere.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(entries.map(([name, bytes]) => [name, [bytes, STORED]])), { mtime });
}
