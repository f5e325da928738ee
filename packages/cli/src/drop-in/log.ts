import type { Arguments } from '../arguments.ts';
import { describeError } from '../program.ts';
import type { Terminal } from '../terminal.ts';

/** What a drop-in says besides its result, on standard error: `-v` says more, `-q` nothing at all. */
export interface Log {
  info(message: string): void;
  /** A message that may have several lines. */
  error(message: string): void;
  /** One line: the message and the code. */
  failure(prefix: string, error: unknown): void;
}

/** Reads `-v` and `-q`. */
export function createLog(args: Arguments, terminal: Terminal): Log {
  const quiet = args.flag('quiet');
  const error = (message: string): void => {
    if (!quiet) terminal.err(`${message}\n`);
  };
  return {
    info: (message) => {
      if (args.flag('verbose')) terminal.err(`${message}\n`);
    },
    error,
    failure: (prefix, cause) => error(`${prefix} ${describeError(cause)}`),
  };
}
