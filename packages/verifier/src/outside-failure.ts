import { InTotoError } from '@intoto/encoding';

/**
 * Whether `error` comes from outside (a file, a network, a process, bad input) and so is a verdict, not a mistake in a program.
 * Outside failures are in-toto errors, `DOMException`s, and errors with a `code` as operating systems give them (`ENOENT`).
 */
export function isOutsideFailure(error: unknown): error is Error {
  if (InTotoError.is(error)) return true;
  if (error instanceof DOMException) return true;
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  return 'code' in error && typeof error.code === 'string';
}

/** What failed outside, as a report carries it. */
export interface OutsideFailure {
  /** One sentence without a full stop. */
  readonly message: string;
  readonly code?: string;
}

/**
 * Describes an error from a source of evidence or a runner.
 * @throws the reason of an aborted signal, and whatever is no outside failure.
 */
export function describeOutsideFailure(error: unknown, signal: AbortSignal | undefined): OutsideFailure {
  signal?.throwIfAborted();
  if (!isOutsideFailure(error)) throw error;
  const message = error.message.replace(/\.$/, '');
  return 'code' in error && typeof error.code === 'string' ? { message, code: error.code } : { message };
}
