import { type Metadata, parseMetadata, type MetadataReadOptions, writeMetadata } from '@intoto/models';
import { writeFileAtomically } from '@intoto/runner';

import { named } from './named-file.ts';
import { DEFAULT_MAX_BYTES, readBytes } from './read-file.ts';

/**
 * Reads a layout or link file in either container. Nothing in it is authenticated.
 *
 * @throws FileError where it cannot be read; JsonError or ModelError, with the path in the message, where it is not metadata
 */
export async function readMetadata(path: string, options: MetadataReadOptions = {}): Promise<Metadata> {
  const bytes = await readBytes(path, options.maxBytes ?? DEFAULT_MAX_BYTES);
  return named(path, () => parseMetadata(bytes, options));
}

/** Writes metadata in the reference's file format, atomically: a reader sees the old file or the new one. */
export async function writeMetadataFile(path: string, metadata: Metadata): Promise<void> {
  await writeFileAtomically(path, writeMetadata(metadata));
}
