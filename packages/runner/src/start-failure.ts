import { systemErrorCode } from '@intoto/artifacts';
import { quoteText } from '@intoto/encoding';

import { describeCommand } from './command-words.ts';
import { RunnerError } from './runner-error.ts';

/** The error for a command that the operating system did not start. */
export function createStartFailure(command: readonly string[], cause: unknown): RunnerError {
  const program = command[0] ?? '';
  const details = { program, systemCode: systemErrorCode(cause) };
  switch (systemErrorCode(cause)) {
    case 'ENOENT':
      // Elsewhere the program has been found before, so what is missing is what it needs.
      return process.platform === 'win32'
        ? new RunnerError(`There is no program ${quoteText(program)} in PATH.`, {
            code: 'ERR_COMMAND_NOT_FOUND',
            details,
            cause,
          })
        : new RunnerError(
            `${quoteText(program)} cannot be executed: the interpreter or loader that it names does not exist.`,
            {
              code: 'ERR_COMMAND_NOT_EXECUTABLE',
              details,
              cause,
            },
          );
    case 'EACCES':
    case 'EPERM':
    case 'ENOEXEC':
    case 'EINVAL':
      return new RunnerError(`${quoteText(program)} cannot be executed: ${(cause as Error).message}.`, {
        code: 'ERR_COMMAND_NOT_EXECUTABLE',
        details,
        cause,
      });
    case undefined:
    default:
      return new RunnerError(`The command ${describeCommand(command)} could not be started: ${String(cause)}.`, {
        code: 'ERR_COMMAND_START',
        details,
        cause,
      });
  }
}
