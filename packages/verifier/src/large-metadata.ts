import { decodeUtf8 } from '@intoto/encoding';
import { parseMetadata, type MetadataReadOptions } from '@intoto/models';

import type { Candidate } from './evidence.ts';
import { readPlainLink } from './plain-link.ts';
import type { ReadMetadata } from './read-candidate.ts';
import { takeOver } from './take-over.ts';

/**
 * Reads metadata of some size as `parseMetadata` does, and a signed link of the usual form faster.
 *
 * @param candidate - where `given` comes from.
 * @param verification - the same object for all that is read in one verification.
 * @throws what `parseMetadata` throws.
 */
export function readLargeMetadata(
  given: Uint8Array,
  options: MetadataReadOptions,
  candidate: Pick<Candidate, 'handsOver'>,
  verification: object,
): ReadMetadata {
  const { maxBytes = 0 } = options;
  if (given.length > maxBytes) return { metadata: parseMetadata(given, options) };
  const bytes = takeOver(given, candidate.handsOver === true);
  const text = decodeUtf8(bytes);
  // What is not ASCII is longer as bytes.
  const plain = text.length === bytes.length ? readPlainLink({ bytes, text }, options, verification) : undefined;
  return plain ?? { metadata: parseMetadata(text, options) };
}
