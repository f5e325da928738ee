import { InTotoError } from '@intoto/encoding';

/** The in-toto error that an action throws; anything else, or nothing, fails the test. */
export function failureOf(action: () => unknown): InTotoError {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (InTotoError.is(error)) return error;
    throw error;
  }
  throw new Error(`Expected an in-toto error, got ${String(result)}`);
}
