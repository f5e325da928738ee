import { attempt, attemptAsync } from '../src/violation.ts';

/** The code by which a reader refuses its input, or `accepted`; throws for any other end than these two. */
export function codeOf(read: () => unknown): string {
  const result = attempt(read);
  return result.ok ? 'accepted' : result.code;
}

/** As {@link codeOf}, for asynchronous readers. */
export async function codeOfAsync(read: () => Promise<unknown>): Promise<string> {
  const result = await attemptAsync(read);
  return result.ok ? 'accepted' : result.code;
}

/** Names that mean something to JavaScript. */
export const PROTOTYPE_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  '__defineSetter__',
];
