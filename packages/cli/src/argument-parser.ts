import { type ArgumentGroup, ArgumentParser, type ArgumentParserOptions } from 'argparse';

import type { ProgramTarget } from './argument-target.ts';
import { ProgramHelpFormatter } from './help-formatter.ts';
import { ProgramExit } from './program-exit.ts';
import type { Terminal } from './terminal.ts';

interface Printable {
  write(message: string): unknown;
}

/** Python's argparse, printing to a {@link Terminal} and throwing {@link ProgramExit} instead of ending the process. */
export class ProgramParser extends ArgumentParser implements ProgramTarget {
  /** Set once per process before parsing: subparsers are made by argparse itself, which passes nothing on. */
  static terminal: Terminal | undefined;

  constructor(options: ArgumentParserOptions = {}) {
    super({ color: false, formatter_class: ProgramHelpFormatter, ...options });
  }

  add_first_group(title: string): ArgumentGroup {
    const group = this.add_argument_group({ title });
    const groups = (this as unknown as Readonly<Record<string, ArgumentGroup[]>>)['_action_groups'];
    groups?.unshift(...groups.splice(-1));
    return group;
  }

  override error(message: string): never {
    super.error(message);
    throw new TypeError('argparse returned from error()');
  }

  override exit(status: number = 0, message?: string): never {
    if (message !== undefined) ProgramParser.terminal?.err(message);
    throw new ProgramExit(status);
  }

  /** The one place through which argparse prints help, usage and versions. */
  _print_message(message: string, file: Printable = process.stderr): void {
    if (file === process.stdout) ProgramParser.terminal?.out(message);
    else ProgramParser.terminal?.err(message);
  }
}
