import { InTotoError } from '@intoto/encoding';

/** The in-toto error that a promise rejects with, whose message is one line; anything else, or nothing, fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<InTotoError> {
  try {
    await promise;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    if (/[\n\r]/u.test(error.message)) throw new Error(`more than one line: ${error.message}`, { cause: error });
    return error;
  }
  throw new Error('Expected a rejection');
}

/** The code of that error. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await rejectionOf(promise)).code;
}
