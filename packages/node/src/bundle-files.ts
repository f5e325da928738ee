import { basename } from 'node:path';

import { type Bundle, BundleError, createBundle, readBundle } from '@intoto/bundle';
import { isLayout, type Layout, type Link, parseMetadata, parsePayload, readPayload } from '@intoto/models';
import { writeFileAtomically } from '@intoto/runner';

import { collectLinks } from './collect-links.ts';
import { assertDirectory } from './directory-evidence.ts';
import { readPublicKeyBytes } from './key-files.ts';
import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

/** One byte more than the default bound of bundles is enough to see that there are too many. */
const MAX_BUNDLE_BYTES = 256 * 1024 * 1024;

/** What {@link createBundleFile} puts together. */
export interface CreateBundleFileOptions {
  /** Path of the signed layout. */
  readonly layout: string;
  /** Where the links are. @defaultValue the working directory */
  readonly linkDirectory?: string | undefined;
  /** Paths of public keys, for those who look into the bundle. @defaultValue none */
  readonly keys?: readonly string[] | undefined;
  /** Paths of signed links of inspections that were carried out earlier. @defaultValue none */
  readonly inspections?: readonly string[] | undefined;
  /** Where to write the bundle. */
  readonly output: string;
}

/** What {@link createBundleFile} has put into a file. */
export interface CreatedBundle {
  readonly bundle: Bundle;
  /** Steps without any file named like a link of theirs, by their paths through sublayouts. */
  readonly missing: readonly string[];
}

/**
 * Writes a layout with its links, keys and recorded inspections into one file, atomically. Nothing is verified.
 *
 * @returns what it holds, and which steps have no link
 * @throws FileError, and what `readMetadata`, `readPublicKeys` and `createBundle` throw, for files that cannot be used
 */
export async function createBundleFile(options: CreateBundleFileOptions): Promise<CreatedBundle> {
  const directory = options.linkDirectory ?? '.';
  const { bytes: layout, payload } = await readSigned(options.layout);
  if (!isLayout(payload)) throw notOf(options.layout, 'a layout');
  await assertDirectory(directory);
  const { links, missing } = await collectLinks(directory, payload);
  const keys = await collectFiles(options.keys ?? [], async (path) => ({
    name: basename(path),
    bytes: await readPublicKeyBytes(path),
  }));
  const inspections = await collectFiles(options.inspections ?? [], async (path) => {
    const { bytes, payload: link } = await readSigned(path);
    if (isLayout(link) || link.name === null) throw notOf(path, 'a link of an inspection');
    return { name: `${link.name}.link`, bytes };
  });
  const bundle = { layout, links, keys, inspections };
  await writeFileAtomically(options.output, createBundle(bundle));
  return { bundle, missing };
}

/** A layout or link file, read once: what goes into the bundle is what was looked at. */
async function readSigned(path: string): Promise<{ readonly bytes: Uint8Array; readonly payload: Layout | Link }> {
  const bytes = await readBytes(path);
  const payload = await named(path, () => parsePayload(readPayload(parseMetadata(bytes))));
  return { bytes, payload };
}

/** Files by the names that they get; two of one name are refused. */
async function collectFiles(
  paths: readonly string[],
  read: (path: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const { name, bytes } = await read(path);
    if (files.has(name)) {
      throw new BundleError(`${path}: the bundle has a file called ${name} already.`, {
        code: 'ERR_BUNDLE_NAME',
        details: { path, name },
      });
    }
    files.set(name, bytes);
  }
  return files;
}

function notOf(path: string, what: string): BundleError {
  return new BundleError(`${path} is not ${what}.`, { code: 'ERR_BUNDLE_CONTENT', details: { path } });
}

/**
 * Reads a bundle from a file. Nothing in it is verified: that is what `verifyBundle` does.
 *
 * @throws FileError, BundleError
 */
export async function readBundleFile(path: string): Promise<Bundle> {
  const bytes = await readBytes(path, MAX_BUNDLE_BYTES);
  return named(path, () => readBundle(bytes));
}
