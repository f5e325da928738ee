import { realpath } from 'node:fs/promises';

import { createJsonObject, type JsonObject } from '@intoto/encoding';

import { RunnerError } from './runner-error.ts';

/**
 * The `environment` of a link: `{workdir}`, the physical path with `/` for `\`, where it is to be recorded.
 * @throws {@link RunnerError} `ERR_WORKING_DIRECTORY`.
 */
export async function recordStepEnvironment(cwd: string, wanted: boolean | undefined): Promise<JsonObject> {
  if (wanted !== true) return createJsonObject([]);
  try {
    return createJsonObject([['workdir', (await realpath(cwd)).replaceAll('\\', '/')]]);
  } catch (cause) {
    throw new RunnerError(`The directory ${cwd} worked in no longer exists and cannot be recorded.`, {
      code: 'ERR_WORKING_DIRECTORY',
      details: { cwd },
      cause,
    });
  }
}
