import type { SubparsersAction } from 'argparse';

import { ProgramParser } from '../argument-parser.ts';
import { readArguments } from '../arguments.ts';
import type { Program } from '../program.ts';
import { VERSION } from '../version.ts';
import { bundleCreate, bundleExtract, bundleShow } from './bundle.ts';
import type { Command, CommandGroup } from './command.ts';
import { createCompletion } from './completion.ts';
import { convert } from './convert.ts';
import { explain } from './explain.ts';
import { keyConvert } from './key-convert.ts';
import { keyId } from './key-id.ts';
import { keyPublic } from './key-public.ts';
import { keyNew, keyShow } from './key.ts';
import { layoutCompile } from './layout-compile.ts';
import { layoutDiff } from './layout-diff.ts';
import { layoutDoctor } from './layout-doctor.ts';
import { layoutInfer } from './layout-infer.ts';
import { layoutLint } from './layout-lint.ts';
import { layoutNew } from './layout-new.ts';
import { layoutRenew, layoutResign } from './layout-renew.ts';
import { layoutShow } from './layout-show.ts';
import { layoutTest } from './layout-test.ts';
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
  explain,
  convert,
  { name: 'key', help: 'make, look at and convert keys', commands: [keyNew, keyId, keyShow, keyConvert, keyPublic] },
  {
    name: 'layout',
    help: 'make, check and look at layouts',
    commands: [
      layoutNew,
      layoutCompile,
      layoutInfer,
      layoutShow,
      layoutLint,
      layoutTest,
      layoutDiff,
      layoutRenew,
      layoutResign,
      layoutDoctor,
    ],
  },
  {
    name: 'bundle',
    help: 'put all evidence into one file, and take it out',
    commands: [bundleCreate, bundleShow, bundleExtract],
  },
  createCompletion(() => COMMANDS),
];

const DESCRIPTION =
  'Runs, records and verifies software supply chains. Exit status: 0 passed, 1 failed, 2 wrong usage or input.';

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

function createParser(): ProgramParser {
  const parser = new ProgramParser({ prog: 'in-toto', description: DESCRIPTION, epilog: asEpilog(EXAMPLES) });
  parser.add_argument('--version', { action: 'version', version: `in-toto ${VERSION}` });
  const subparsers = parser.add_subparsers({ metavar: 'COMMAND', required: true, dest: 'command' });
  for (const entry of COMMANDS) {
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
  const [namespace, unknown] = createParser().parse_known_args([...argv]);
  const args = readArguments(namespace);
  if (unknown.length > 0) {
    const hint = args.raw('command_words') === undefined ? '' : '. Write the command after --.';
    (args.raw('parser') as ProgramParser).error(`unrecognized arguments: ${unknown.join(' ')}${hint}`);
  }
  const chosen = args.required('chosen');
  for (const entry of COMMANDS) {
    const path = 'commands' in entry ? `${entry.name} ` : '';
    const command = ('commands' in entry ? entry.commands : [entry]).find(({ name }) => `${path}${name}` === chosen);
    if (command !== undefined) return command.run(args, terminal);
  }
  throw new TypeError(`no command ${chosen}`);
};
