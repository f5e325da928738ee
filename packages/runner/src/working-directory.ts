import { stat } from './file-calls.ts';
import { RunnerError } from './runner-error.ts';

/** Makes sure that there is one. @throws {@link RunnerError} `ERR_WORKING_DIRECTORY`. */
export async function assertWorkingDirectory(cwd: string): Promise<void> {
  try {
    if ((await stat(cwd)).isDirectory()) return;
  } catch (cause) {
    throw new RunnerError(`The directory ${cwd} to work in does not exist. Create it or name another.`, {
      code: 'ERR_WORKING_DIRECTORY',
      details: { cwd },
      cause,
    });
  }
  throw new RunnerError(`${cwd} is to be worked in, but is not a directory.`, {
    code: 'ERR_WORKING_DIRECTORY',
    details: { cwd },
  });
}
