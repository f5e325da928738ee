import {
  type Layout,
  type Link,
  type Metadata,
  parseMetadata,
  parsePayload,
  type MetadataReadOptions,
  readPayload,
  writeMetadata,
} from '@intoto/models';
import { writeFileAtomically } from '@intoto/runner';

import { named } from './named-file.ts';
import { DEFAULT_MAX_BYTES, readBytes } from './read-file.ts';

/**
 * Reads a layout or link file in either container. Nothing in it is authenticated.
 *
 * @throws FileError where it cannot be read; InTotoError with a code of JsonError, EncodingError or MetadataError, and the path
 * in the message and in `details.path`, where it is not metadata
 */
export async function readMetadata(path: string, options: MetadataReadOptions = {}): Promise<Metadata> {
  const bytes = await readBytes(path, options.maxBytes ?? DEFAULT_MAX_BYTES);
  return named(path, () => parseMetadata(bytes, options));
}

/**
 * Reads a layout or link file in either container and what is inside, for programs that make and show metadata.
 * Nothing in it is authenticated: whoever relies on it verifies with `verifyFiles`.
 *
 * @throws as {@link readMetadata}, and with a code of ModelError where the payload is neither layout nor link
 */
export async function readMetadataAndPayload(
  path: string,
  options: MetadataReadOptions = {},
): Promise<{ readonly metadata: Metadata; readonly payload: Layout | Link }> {
  const metadata = await readMetadata(path, options);
  return named(path, () => ({ metadata, payload: parsePayload(readPayload(metadata, options)) }));
}

/**
 * The bytes of a layout or link file, for programs that look into what cannot be read as metadata.
 *
 * @throws FileError where it cannot be read
 */
export function readMetadataBytes(path: string): Promise<Uint8Array> {
  return readBytes(path);
}

/** Writes metadata in the reference's file format, atomically: a reader sees the old file or the new one. */
export async function writeMetadataFile(path: string, metadata: Metadata): Promise<void> {
  await writeFileAtomically(path, writeMetadata(metadata));
}
