import { InTotoError, escapeUnprintable } from '@intoto/node';

import { ProgramExit } from './program-exit.ts';
import type { Terminal } from './terminal.ts';

/** A command line program: takes its arguments (without its own name), resolves to its exit status. */
export type Program = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** What is wrong, in one line for a person: the message and the code, never a stack trace. */
export function describeError(error: unknown): string {
  if (InTotoError.is(error)) return `${oneLine(error.message)} [${error.code}]`;
  if (error instanceof Error) return oneLine(`${error.message} [${'code' in error ? String(error.code) : error.name}]`);
  return oneLine(String(error));
}

const oneLine = (text: string): string => escapeUnprintable(text.replaceAll(/\s*\n\s*/gu, ' '));

/** Runs a program in this process and turns whatever it throws into one line on standard error. */
export async function runProgram(
  name: string,
  program: Program,
  options: {
    readonly args: readonly string[];
    readonly terminal: Terminal;
    /** Exit status for an error that is not about usage. */
    readonly failureStatus: (error: unknown) => number;
  },
): Promise<number> {
  try {
    return await program(options.args, options.terminal);
  } catch (error) {
    if (error instanceof ProgramExit) return error.status;
    options.terminal.err(`${name}: ${describeError(error)}\n`);
    return InTotoError.is(error) && error.code === 'ERR_USAGE' ? 2 : options.failureStatus(error);
  }
}
