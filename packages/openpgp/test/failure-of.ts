import { InTotoError } from '@intoto/encoding';

/** The error that a promise rejects with, which must be one of in-toto. */
export async function failureOf(promise: Promise<unknown>): Promise<InTotoError> {
  try {
    await promise;
  } catch (error) {
    if (InTotoError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
