import { encodeArchive } from './archive.ts';
import type { Bundle, BundleLimits } from './bundle.ts';
import { assertEntries, assertSize } from './limits.ts';

/**
 * Puts a bundle into one file. The same bundle gives the same bytes, whenever and wherever.
 *
 * @returns a ZIP archive without compression; the usual ending is `.intoto.zip`
 * @throws BundleError `ERR_BUNDLE_NAME` for a path that could lead elsewhere, `ERR_BUNDLE_LIMIT` for what `readBundle` would
 * refuse under the same limits
 *
 * @example
 * ```ts
 * import { createBundle, readBundle } from '@intoto/bundle';
 *
 * const layout = new TextEncoder().encode('{"signatures": [], "signed": {"_type": "layout"}}');
 * const file = createBundle({ layout, links: new Map(), keys: new Map(), inspections: new Map() });
 * console.log(new TextDecoder().decode(readBundle(file).layout));
 * ```
 */
export function createBundle(bundle: Bundle, limits: BundleLimits = {}): Uint8Array<ArrayBuffer> {
  const { links, keys, inspections } = bundle;
  assertEntries(2 + links.size + keys.size + inspections.size, limits);
  const contents = [bundle.layout, ...links.values(), ...keys.values(), ...inspections.values()];
  assertSize(
    contents.reduce((sum, { length }) => sum + length, 0),
    limits,
  );
  const archive = encodeArchive(bundle);
  assertSize(archive.length, limits);
  return archive;
}
