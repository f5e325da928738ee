import { InTotoError } from '@intoto/encoding';
import { unzipSync } from 'fflate';

import { encodeArchive, FOLDERS, LAYOUT_NAME, MARK, MARK_NAME } from './archive.ts';
import { BundleError } from './bundle-error.ts';
import type { Bundle, BundleLimits } from './bundle.ts';
import { assertSafePath } from './entry-name.ts';
import { assertEntries, assertSize } from './limits.ts';

/** How every ZIP begins that has a file in it. */
const ZIP_START = [0x50, 0x4b, 0x03, 0x04];

/** Whether bytes begin as a bundle does; a layout or link, which is JSON, does not. */
export function isBundle(bytes: Uint8Array): boolean {
  return ZIP_START.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a bundle. Every archive but the one that `createBundle` writes of its files is refused, to the byte: so there are no two
 * files of one name, no names that lead elsewhere, nothing compressed or hidden, and no two readers that see different files.
 *
 * @throws BundleError `ERR_BUNDLE_FORMAT`, `ERR_BUNDLE_VERSION`, `ERR_BUNDLE_NAME`, `ERR_BUNDLE_LIMIT`
 */
export function readBundle(bytes: Uint8Array, limits: BundleLimits = {}): Bundle {
  assertSize(bytes.length, limits);
  if (!isBundle(bytes)) throw malformed('it is no ZIP archive');
  const files = unpack(bytes, limits);
  const mark = files.get(MARK_NAME);
  if (mark === undefined) throw malformed(`it has no ${MARK_NAME}`);
  if (!areEqual(mark, MARK)) {
    throw new BundleError(`The bundle is of another version than 1, which is the one known here.`, {
      code: 'ERR_BUNDLE_VERSION',
    });
  }
  const layout = files.get(LAYOUT_NAME);
  if (layout === undefined) throw malformed(`it has no ${LAYOUT_NAME}`);
  const bundle = {
    layout,
    inspections: filesIn(FOLDERS.inspections, files),
    keys: filesIn(FOLDERS.keys, files),
    links: filesIn(FOLDERS.links, files),
  };
  if (!areEqual(encodeArchive(bundle), bytes)) throw malformed('it is not as such archives are written here');
  return bundle;
}

/** What the archive's directory lists, under names that are safe, and no more bytes than the archive has. */
function unpack(bytes: Uint8Array, limits: BundleLimits): ReadonlyMap<string, Uint8Array> {
  const names = new Set<string>();
  let left = bytes.length;
  const accept = (name: string, size: number, compression: number): boolean => {
    assertSafePath(name);
    if (names.has(name)) throw malformed('two of its files have one name');
    names.add(name);
    assertEntries(names.size, limits);
    if (compression !== 0) throw malformed('it is compressed');
    left -= size;
    // Files that lie over each other: a few bytes that unpack to many.
    if (left < 0) throw malformed('its files have more bytes than it has');
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter: ({ name, size, compression }) => accept(name, size, compression) });
    return new Map(Object.entries(files));
  } catch (cause) {
    if (InTotoError.is(cause)) throw cause;
    throw malformed('it is damaged', cause);
  }
}

function filesIn(folder: string, files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const own = [...files].filter(([name]) => name.startsWith(folder));
  return new Map(own.map(([name, bytes]) => [name.slice(folder.length), bytes]));
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** @param reason - completes "This is not a bundle of in-toto: …" */
function malformed(reason: string, cause?: unknown): BundleError {
  return new BundleError(`This is not a bundle of in-toto: ${reason}. \`in-toto bundle create\` makes one.`, {
    code: 'ERR_BUNDLE_FORMAT',
    details: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
}
