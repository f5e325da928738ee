import { InTotoError } from '@intoto/encoding';

/** The in-toto error that `action` throws; anything else is a failure of the test. */
export function failureOf(action: () => unknown): InTotoError {
  try {
    action();
  } catch (error) {
    if (InTotoError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The problems that the error carries, as `path message`. */
export function problemsOf(action: () => unknown): string[] {
  const problems = failureOf(action).details['problems'] as readonly { path: string; message: string }[];
  return problems.map(({ path, message }) => `${path} ${message}`);
}
