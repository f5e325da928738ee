import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';

/** A command of `in-toto`: its name, its arguments, what it does. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly help: string;
  /** A paragraph for the command's own help. */
  readonly description?: string;
  /** Its usage after the program's name, where the full list of options would bury the point. */
  readonly usage?: string;
  /** Command lines, at most 78 columns wide, that the help ends with. */
  readonly examples?: readonly string[];
  declare(parser: ArgumentTarget): void;
  /** Resolves to the exit status: 0 passed, 1 failed, 3 partial. Wrong usage or input is thrown. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}

/** Commands under a common name, as `key new` and `key id`. */
export interface CommandGroup {
  readonly name: string;
  readonly help: string;
  readonly commands: readonly Command[];
}
