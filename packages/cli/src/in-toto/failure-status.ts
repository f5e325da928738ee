import { InTotoError } from '@intoto/node';

/** The step was attempted and came to nothing; elsewhere something about the command line or a file is wrong. */
const FAILED: ReadonlySet<string> = new Set([
  'ERR_COMMAND_NOT_FOUND',
  'ERR_COMMAND_NOT_EXECUTABLE',
  'ERR_COMMAND_START',
  'ERR_COMMAND_TIMEOUT',
  'ERR_COMMAND_INTERRUPTED',
  'ERR_COMMAND_OUTPUT_ENCODING',
]);

/** The exit status of `in-toto` for an error: 1 where a command failed to run, 2 for wrong usage or input. */
export function failureStatus(error: unknown): number {
  return InTotoError.is(error) && FAILED.has(error.code) ? 1 : 2;
}
