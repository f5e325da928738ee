import { InTotoError } from '@intoto/encoding';

import type { MetadataErrorCode, ModelErrorCode } from './error-codes.ts';
import { printable } from './printable.ts';
import { type ModelProblem, ProblemList } from './problem.ts';

const PROBLEMS_IN_MESSAGE = 3;

/**
 * A layout, link, key, rule or time that is not one.
 *
 * `details.problems` are the {@link ModelProblem}s, at most {@link MAX_PROBLEMS}; `details.problemCount` is how many
 * were found.
 */
export class ModelError extends InTotoError<ModelErrorCode> {
  override readonly name = 'ModelError';

  /** What is wrong, in the order found. */
  get problems(): readonly ModelProblem[] {
    return (this.details['problems'] ?? []) as readonly ModelProblem[];
  }
}

/** A container that is not one. `details.problems` as in {@link ModelError}. */
export class MetadataError extends InTotoError<MetadataErrorCode> {
  override readonly name = 'MetadataError';

  /** What is wrong, in the order found. */
  get problems(): readonly ModelProblem[] {
    return (this.details['problems'] ?? []) as readonly ModelProblem[];
  }
}

/** Throws a {@link ModelError} unless the list is empty. `subject` is a noun with its article. */
export function throwModelProblems(subject: string, code: ModelErrorCode, list: ProblemList): void {
  if (list.count === 0) return;
  throw new ModelError(describeProblems(subject, list), { code, details: problemDetails(list) });
}

/** Throws a {@link MetadataError} unless the list is empty. `subject` is a noun with its article. */
export function throwMetadataProblems(subject: string, code: MetadataErrorCode, list: ProblemList): void {
  if (list.count === 0) return;
  throw new MetadataError(describeProblems(subject, list), { code, details: problemDetails(list) });
}

/** An error about one place in a container. */
export function refuseMetadata(code: MetadataErrorCode, path: string, message: string, cause?: unknown): MetadataError {
  const list = new ProblemList();
  list.add(path, message);
  return new MetadataError(describeProblems('in-toto metadata', list), {
    code,
    details: problemDetails(list),
    ...(cause === undefined ? {} : { cause }),
  });
}

function problemDetails(list: ProblemList): { problems: readonly ModelProblem[]; problemCount: number } {
  return { problems: list.problems, problemCount: list.count };
}

function describeProblems(subject: string, list: ProblemList): string {
  const shown = list.problems
    .slice(0, PROBLEMS_IN_MESSAGE)
    .map(({ path, message }) => (path === '' ? `it ${message}` : `${printable(path)} ${printable(message)}`));
  const more = list.count - shown.length;
  return `This is not ${subject}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
