import type { OpenedContent } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';
import { type Layout, type Link, type Metadata, parseMetadata, parsePayload } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import type { Candidate } from './evidence.ts';
import { loadWording } from './load-wording.ts';
import { isAsSigned } from './signed-projection.ts';

/** Metadata: not authenticated. */
export interface ReadMetadata {
  readonly metadata: Metadata;
  /** What a link of the usual form was read as. */
  readonly opened?: OpenedContent<Layout | Link> | undefined;
}

/** From this many bytes on it pays to load what reads metadata faster. */
const LARGE_FROM = 4096;

/** A candidate that was read. */
export type Reading =
  | ReadMetadata
  /** It cannot be read, as if it were not there. */
  | { readonly unreadable: string }
  /** It is there and spoils the verification. */
  | { readonly problem: Problem };

/**
 * Reads a candidate as the profile reads metadata. Of an envelope only the container is looked at:
 * its payload counts only if its signature verifies.
 */
export async function readCandidate(evaluation: Evaluation, step: string, candidate: Candidate): Promise<Reading> {
  const { limits, profile, progress, read, signal } = evaluation;
  const { location } = candidate;
  if (progress.bytes > limits.maxTotalBytes) return refuseTotal(step, location, limits.maxTotalBytes);
  let bytes: Uint8Array;
  try {
    bytes = await candidate.read(limits.maxBytes);
  } catch (error) {
    const { describeOutsideFailure } = await loadWording();
    return { unreadable: describeOutsideFailure(error, signal).message };
  }
  progress.bytes += bytes.length;
  if (progress.bytes > limits.maxTotalBytes) return refuseTotal(step, location, limits.maxTotalBytes);
  try {
    const options = { ...read, maxSignatures: limits.maxSignatures };
    const reading: ReadMetadata =
      bytes.length < LARGE_FROM
        ? { metadata: parseMetadata(bytes, options) }
        : (await import('./large-metadata.ts')).readLargeMetadata(bytes, options, candidate, read);
    const { metadata, opened } = reading;
    if (opened !== undefined || metadata.container === 'dsse') return reading;
    const payload = parsePayload(metadata.signed);
    if (profile === 'reference' || isAsSigned(metadata, payload)) return reading;
    const { describeUnsigned } = await loadWording();
    const problem = describeUnsigned(step, location, metadata, payload);
    return problem === undefined ? reading : { problem };
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    const { describeMalformed } = await loadWording();
    return { problem: describeMalformed(error, step, location) };
  }
}

async function refuseTotal(step: string, location: string, limit: number): Promise<Reading> {
  const { describeTotal } = await loadWording();
  return { problem: describeTotal(step, location, limit) };
}
