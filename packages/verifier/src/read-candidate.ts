import { InTotoError, quoteText } from '@intoto/encoding';
import { type Metadata, parseMetadata, parsePayload } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Details, Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import type { Candidate } from './evidence.ts';
import { isLimitError, LIMIT_REMEDY } from './limits.ts';
import { describeOutsideFailure } from './outside-failure.ts';
import { findUnsignedDifferences } from './signed-projection.ts';
import { quoteSome } from './wording.ts';

/** A candidate that was read. */
export type Reading =
  | { readonly metadata: Metadata }
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
  if (progress.bytes > limits.maxTotalBytes) return { problem: describeTotal(step, location, limits.maxTotalBytes) };
  let bytes: Uint8Array;
  try {
    bytes = await candidate.read(limits.maxBytes);
  } catch (error) {
    return { unreadable: describeOutsideFailure(error, signal).message };
  }
  progress.bytes += bytes.length;
  if (progress.bytes > limits.maxTotalBytes) return { problem: describeTotal(step, location, limits.maxTotalBytes) };
  try {
    const metadata = parseMetadata(bytes, { ...read, maxSignatures: limits.maxSignatures });
    if (metadata.container === 'dsse') return { metadata };
    const payload = parsePayload(metadata.signed);
    const differences = profile === 'strict' ? findUnsignedDifferences(metadata, payload) : [];
    if (differences.length === 0) return { metadata };
    return {
      problem: {
        code: 'ERR_LINK_UNKNOWN_MEMBER',
        subject: { item: step, location },
        message: `${quoteText(location)} differs from what in-toto signs in ${quoteSome(differences)}.`,
        remedy:
          'Have the link made again with exactly the members of the specification, or sign it as a DSSE envelope.',
        details: bounded('members', differences),
      },
    };
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return { problem: describeMalformed(error, step, location) };
  }
}

function describeTotal(step: string, location: string, limit: number): Problem {
  return {
    code: 'ERR_LIMIT',
    subject: { item: step, location },
    message: `${quoteText(location)} is not read: links and sublayouts have more than ${String(limit)} bytes together.`,
    remedy: LIMIT_REMEDY,
  };
}

/** The failure that malformed metadata for a step is. */
export function describeMalformed(error: InTotoError, step: string, location: string): Problem {
  const subject = { item: step, location };
  const details = describeError(error);
  if (isLimitError(error)) {
    const message = `${quoteText(location)} crosses a limit: ${error.message}`;
    return { code: 'ERR_LIMIT', subject, message, remedy: LIMIT_REMEDY, details };
  }
  return {
    code: 'ERR_LINK_FORMAT',
    subject,
    message: `${quoteText(location)} is named like evidence for step ${quoteText(step)} and cannot be read: ${error.message}`,
    remedy: 'Remove the file or replace it by the one its functionary made; verification cannot pass over it.',
    details,
  };
}

/** What is wrong with malformed metadata, place by place where the reader says so. */
export function describeError(error: InTotoError): Details {
  const { problems } = error.details;
  if (!Array.isArray(problems)) return { cause: { code: error.code, message: error.message } };
  const places = problems.map((problem: unknown) => {
    const { path, message } = problem as { readonly path: unknown; readonly message: unknown };
    return { path: String(path), message: String(message) };
  });
  return bounded('problems', places);
}
