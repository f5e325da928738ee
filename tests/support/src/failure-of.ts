import { InTotoError } from '@intoto/encoding';

/** The in-toto error that an action throws or rejects with; anything else, or nothing, fails the test. */
export async function failureOf(action: () => unknown): Promise<InTotoError> {
  let result: unknown;
  try {
    result = await action();
  } catch (error) {
    if (InTotoError.is(error)) return error;
    throw error;
  }
  throw new Error(`Expected an in-toto error, got ${String(result)}`);
}
