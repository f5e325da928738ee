import { ProgramParser } from '../argument-parser.ts';
import { readArguments } from '../arguments.ts';
import type { Program } from '../program.ts';
import { VERSION } from '../version.ts';
import type { Command, CommandGroup } from './command.ts';
import { createCompletion } from './completion.ts';
import { keyId, keyNew, keyShow } from './key.ts';
import { layoutNew } from './layout-new.ts';
import { layoutShow } from './layout-show.ts';
import { matchProductsCommand } from './match-products.ts';
import { mock } from './mock.ts';
import { recordStart, recordStop } from './record.ts';
import { run } from './run.ts';
import { sign } from './sign.ts';
import { verify } from './verify.ts';

/** Every command of `in-toto`, in the order of the help. */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  run,
  { name: 'record', help: 'record a step that is not one command', commands: [recordStart, recordStop] },
  mock,
  matchProductsCommand,
  sign,
  verify,
  { name: 'key', help: 'make and look at keys', commands: [keyNew, keyId, keyShow] },
  { name: 'layout', help: 'make and look at layouts', commands: [layoutNew, layoutShow] },
  createCompletion(() => COMMANDS),
];

const DESCRIPTION = `Run, record and verify software supply chains.
Exit status: 0 passed, 1 failed, 2 wrong usage or input.`;

interface Subparsers {
  add_parser(name: string, options: { help: string; description: string }): unknown;
}

function addCommand(subparsers: Subparsers, command: Command, path: string): void {
  const description = command.description ?? `${command.help.charAt(0).toUpperCase()}${command.help.slice(1)}.`;
  const parser = subparsers.add_parser(command.name, { help: command.help, description }) as ProgramParser;
  command.declare(parser);
  parser.set_defaults({ chosen: `${path}${command.name}` });
}

/** Builds the parser; completion walks the same declarations. */
export function createParser(): ProgramParser {
  const parser = new ProgramParser({ prog: 'in-toto', description: DESCRIPTION });
  parser.add_argument('--version', { action: 'version', version: `in-toto ${VERSION}` });
  const subparsers = parser.add_subparsers({ metavar: 'COMMAND', required: true, dest: 'command' });
  for (const entry of COMMANDS) {
    if (!('commands' in entry)) {
      addCommand(subparsers, entry, '');
      continue;
    }
    const group = subparsers.add_parser(entry.name, { help: entry.help, description: `${entry.help}.` });
    const inner = group.add_subparsers({ metavar: 'COMMAND', required: true, dest: 'subcommand' });
    for (const command of entry.commands) addCommand(inner, command, `${entry.name} `);
  }
  return parser;
}

/** `in-toto`. */
export const inToto: Program = async (argv, terminal) => {
  const namespace = createParser().parse_args([...argv]);
  const args = readArguments(namespace);
  const chosen = args.required('chosen');
  for (const entry of COMMANDS) {
    const path = 'commands' in entry ? `${entry.name} ` : '';
    const command = ('commands' in entry ? entry.commands : [entry]).find(({ name }) => `${path}${name}` === chosen);
    if (command !== undefined) return command.run(args, terminal);
  }
  throw new TypeError(`no command ${chosen}`);
};
