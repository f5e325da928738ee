import { mockStep } from '@intoto/node';

import { describeError, type Program } from '../program.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { declareDsse, DEFAULT_TIMEOUT_SECONDS } from './options.ts';

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-mock',
  usage: '%(prog)s [-h] --name <name> -- <command> [args]',
  description:
    'Tries a step out: everything in the working directory becomes materials and products of an unsigned <name>.link.',
  hasVersion: true,
  declare(parser) {
    const named = parser.add_first_group('Required Named Arguments');
    named.add_argument('-n', '--name', { required: true, metavar: '<name>', help: "the step's name" });
    declareDsse(parser);
    parser.add_argument('link_cmd', { nargs: '+', metavar: '<command>', help: "the command, after '--'" });
  },
};

/** `in-toto-mock`. */
export const inTotoMock: Program = async (argv, terminal) => {
  const { args } = await readCommandLine(PROGRAM, argv, terminal);
  try {
    const { path } = await mockStep({
      name: args.required('name'),
      command: args.list('link_cmd') ?? [],
      container: args.flag('use_dsse') ? 'dsse' : 'metablock',
      timeoutMs: 1000 * DEFAULT_TIMEOUT_SECONDS,
    });
    terminal.err(`unsigned link written to ${path ?? ''}\n`);
    return 0;
  } catch (error) {
    terminal.err(`(in-toto-mock) ${describeError(error)}\n`);
    return 1;
  }
};
