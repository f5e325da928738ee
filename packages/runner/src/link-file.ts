import { basename, join, resolve } from 'node:path';

import { type MetadataSigner, signMetadata } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { createEnvelope, createMetablock, encodeLink, type Link, type Metadata, writeMetadata } from '@intoto/models';

import { RunnerError } from './runner-error.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Which container a link is put into. */
export type LinkContainer = Metadata['container'];

/**
 * Makes sure that a file name formed from a step's or inspection's name stays in its directory.
 * The Python reference lets `../x` address other directories, for reading and for writing.
 *
 * @throws {@link RunnerError} `ERR_LINK_FILE_NAME`.
 */
export function assertLinkFileName(fileName: string, name: string): void {
  if (typeof name !== 'string') throw new TypeError('name must be a string');
  if (basename(fileName) === fileName && !fileName.includes('/') && !fileName.includes('\0')) return;
  throw new RunnerError(
    `${quoteText(name)} cannot be part of a file name, so no link can be stored for it. Use a name without path separators.`,
    { code: 'ERR_LINK_FILE_NAME', details: { name, fileName } },
  );
}

/** Puts a link into a container and signs it, if there is a signer. */
export async function sealLink(
  link: Link,
  container: LinkContainer,
  signer: MetadataSigner | undefined,
): Promise<Metadata> {
  const payload = encodeLink(link);
  const metadata = container === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
  return signer === undefined ? metadata : signMetadata(metadata, signer);
}

/** The key id that its one signature names; empty where it has none. GnuPG tells only afterwards which key it took. */
export function signedBy({ signatures }: Metadata): string {
  return signatures[0]?.keyId ?? '';
}

/**
 * Writes metadata to a file of the directory, in the format of the Python reference. A symbolic link of that name is
 * replaced: what a step produced, or somebody delivered, must not direct the writing elsewhere.
 *
 * @returns the absolute path.
 * @throws {@link RunnerError} `ERR_WRITE_DIRECTORY`, `ERR_WRITE`.
 */
export async function writeLinkFile(directory: string, fileName: string, metadata: Metadata): Promise<string> {
  const path = join(resolve(directory), fileName);
  await writeFileAtomically(path, writeMetadata(metadata), { symbolicLink: 'replace' });
  return path;
}
