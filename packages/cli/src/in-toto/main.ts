import type { SubparsersAction } from 'argparse';

import type { ProgramParser } from '../argument-parser.ts';
import { readArguments } from '../arguments.ts';
import type { Program } from '../program.ts';
import { readUsualArguments } from '../usual-arguments.ts';
import { VERSION } from '../version.ts';
import { loadAllCommands, loadNamedCommand } from './command-list.ts';
import type { Command, CommandGroup } from './command.ts';

const DESCRIPTION =
  'Runs, records and verifies software supply chains. Exit status: 0 passed, 1 failed, 2 wrong usage or input, 3 nothing failed and not all was checked.';

const EXAMPLES = [
  'in-toto key new owner && in-toto key new alice',
  'in-toto layout new root.layout -k owner --step build --signers alice.pub',
  'in-toto run -n build -k alice -m src -p dist -- make dist',
  'in-toto verify -l root.layout -k owner.pub',
];

const asSentence = (help: string): string => `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
const asEpilog = (lines: readonly string[]): string => `Examples:\n\n${lines.map((line) => `  ${line}`).join('\n')}`;

function addCommand(subparsers: SubparsersAction, command: Command, path: string): void {
  const { name, help, description = asSentence(help), usage, examples } = command;
  const parser = subparsers.add_parser(name, {
    help,
    description,
    ...(usage === undefined ? {} : { usage: `%(prog)s ${usage}` }),
    ...(examples === undefined ? {} : { epilog: asEpilog(examples) }),
  });
  command.declare(parser);
  parser.set_defaults({ chosen: `${path}${name}`, parser });
}

function createParser(Parser: typeof ProgramParser, commands: readonly (Command | CommandGroup)[]): ProgramParser {
  const parser = new Parser({ prog: 'in-toto', description: DESCRIPTION, epilog: asEpilog(EXAMPLES) });
  parser.add_argument('--version', { action: 'version', version: `in-toto ${VERSION}` });
  const subparsers = parser.add_subparsers({ metavar: 'COMMAND', required: true, dest: 'command' });
  for (const entry of commands) {
    if (!('commands' in entry)) {
      addCommand(subparsers, entry, '');
      continue;
    }
    const group = subparsers.add_parser(entry.name, { help: entry.help, description: asSentence(entry.help) });
    const inner = group.add_subparsers({ metavar: 'COMMAND', required: true, dest: 'subcommand' });
    for (const command of entry.commands) addCommand(inner, command, `${entry.name} `);
  }
  return parser;
}

/** `in-toto`. */
export const inToto: Program = async (argv, terminal) => {
  const named = await loadNamedCommand(argv);
  const [only] = named ?? [];
  const isGrouped = only !== undefined && 'commands' in only;
  const usual = isGrouped ? only.commands[0] : only;
  const values = usual && readUsualArguments((target) => usual.declare(target), argv.slice(isGrouped ? 2 : 1));
  if (usual && values) return usual.run(readArguments(values), terminal);

  // One command is read faster than all of them; help, and what names no command, needs all.
  const commands = named ?? (await loadAllCommands());
  const { ProgramParser } = await import('../argument-parser.ts');
  ProgramParser.terminal = terminal;
  const [namespace, unknown] = createParser(ProgramParser, commands).parse_known_args([...argv]);
  const args = readArguments(namespace);
  if (unknown.length > 0) {
    const hint = args.raw('command_words') === undefined ? '' : '. Write the command after --.';
    (args.raw('parser') as ProgramParser).error(`unrecognized arguments: ${unknown.join(' ')}${hint}`);
  }
  const chosen = args.required('chosen');
  for (const entry of commands) {
    const path = 'commands' in entry ? `${entry.name} ` : '';
    const command = ('commands' in entry ? entry.commands : [entry]).find(({ name }) => `${path}${name}` === chosen);
    if (command !== undefined) return command.run(args, terminal);
  }
  throw new TypeError(`no command ${chosen}`);
};
