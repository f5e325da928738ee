import { type InTotoError, quoteText } from '@intoto/encoding';
import type { Layout, Link, Metadata } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Details, Problem } from './check-list.ts';
import { isLimitError, LIMIT_REMEDY } from './limits.ts';
import { findUnsignedDifferences } from './unsigned-differences.ts';
import { quoteSome } from './wording.ts';

/**
 * The failure of a Metablock that differs from what in-toto signs.
 * @returns `undefined` for one that does not.
 */
export function describeUnsigned(
  step: string,
  location: string,
  metadata: Metadata,
  payload: Layout | Link,
): Problem | undefined {
  const differences = findUnsignedDifferences(metadata, payload);
  if (differences.length === 0) return undefined;
  return {
    code: 'ERR_LINK_UNKNOWN_MEMBER',
    subject: { item: step, location },
    message: `${quoteText(location)} differs from what in-toto signs in ${quoteSome(differences)}.`,
    remedy: 'Have the link made again with exactly the members of the specification, or sign it as a DSSE envelope.',
    details: bounded('members', differences),
  };
}

/** The failure of evidence that is too large taken together. */
export function describeTotal(step: string, location: string, limit: number): Problem {
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
