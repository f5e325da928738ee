import { InTotoError } from '@intoto/encoding';

/** Does something with a file's content; an error about the content gets the file's name in front and in `details.path`. */
export async function named<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!InTotoError.is(error) || 'path' in error.details) throw error;
    throw new InTotoError(`${path}: ${error.message}`, {
      code: error.code,
      details: { ...error.details, path },
      cause: error,
    });
  }
}
