import { InTotoError } from '@intoto/encoding';

/** The code of the in-toto error that a promise rejects with; anything else, or nothing, fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (InTotoError.is(error)) return error.code;
    throw error;
  }
  throw new Error('Expected a rejection');
}
