import type { ProgramParser } from '../argument-parser.ts';
import type { ProgramTarget } from '../argument-target.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { readUsualArguments } from '../usual-arguments.ts';
import { VERSION } from '../version.ts';

/** A drop-in and its arguments. */
export interface ProgramDeclaration {
  readonly name: string;
  readonly description: string;
  readonly usage?: string;
  /** Whether it knows `--version`. */
  readonly hasVersion: boolean;
  readonly declare: (parser: ProgramTarget) => void;
  /** Commands of which one must be named, as the argument `command`. */
  readonly commands?: Readonly<Record<string, CommandDeclaration>>;
}

interface CommandDeclaration {
  readonly help: string;
  readonly declare: (parser: ProgramTarget) => void;
}

/** What a drop-in was called with. */
export interface CommandLine {
  readonly args: Arguments;
  /** Ends the program with the usage or the help on standard output, usage and message on standard error, and status 2. */
  readonly refuse: (print: 'usage' | 'help', message: string) => Promise<never>;
}

/** Reads what a drop-in was called with. Help, versions and mistakes end it, as Python's argparse does. */
export async function readCommandLine(
  program: ProgramDeclaration,
  argv: readonly string[],
  terminal: Terminal,
): Promise<CommandLine> {
  const loadParser = async (): Promise<ProgramParser> => {
    const { ProgramParser } = await import('../argument-parser.ts');
    ProgramParser.terminal = terminal;
    return createParser(ProgramParser, program);
  };
  return {
    args: readArguments(readUsual(program, argv) ?? (await loadParser()).parse_args([...argv])),
    async refuse(print, message) {
      const parser = await loadParser();
      if (print === 'usage') parser.print_usage();
      else parser.print_help();
      return parser.error(message);
    },
  };
}

function readUsual({ declare, commands }: ProgramDeclaration, argv: readonly string[]): object | undefined {
  if (commands === undefined) return readUsualArguments(declare, argv);
  const [command = '', ...words] = argv;
  if (!Object.hasOwn(commands, command)) return undefined;
  const values = readUsualArguments((target) => commands[command]?.declare(target), words);
  return values && { ...values, command };
}

/** The parser that knows all that argparse does. */
export function createParser(Parser: typeof ProgramParser, program: ProgramDeclaration): ProgramParser {
  const { name, usage, description, commands } = program;
  const parser = new Parser({ prog: name, description, ...(usage === undefined ? {} : { usage }) });
  program.declare(parser);
  if (program.hasVersion) parser.add_argument('--version', { action: 'version', version: `${name} ${VERSION}` });
  if (commands === undefined) return parser;
  const subparsers = parser.add_subparsers({ dest: 'command', required: true });
  for (const [command, { help, declare }] of Object.entries(commands)) {
    declare(subparsers.add_parser(command, { help }) as ProgramParser);
  }
  return parser;
}
