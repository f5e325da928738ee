import { type ArgumentGroup, ArgumentParser, type ArgumentParserOptions } from 'argparse';

import { ProgramHelpFormatter } from './help-formatter.ts';
import type { Terminal } from './terminal.ts';

/** Thrown where Python's argparse would end the process. */
export class ProgramExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

interface Printable {
  write(message: string): unknown;
}

/** Python's argparse, printing to a {@link Terminal} and throwing {@link ProgramExit} instead of ending the process. */
export class ProgramParser extends ArgumentParser {
  /** Set once per process before parsing: subparsers are made by argparse itself, which passes nothing on. */
  static terminal: Terminal | undefined;

  constructor(options: ArgumentParserOptions = {}) {
    super({ color: false, formatter_class: ProgramHelpFormatter, ...options });
  }

  /** A group that the help begins with. */
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
