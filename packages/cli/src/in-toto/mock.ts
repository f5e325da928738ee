import { mockStep } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { withProgressBar } from '../progress-bar.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { concludeCommand } from './conclude-command.ts';
import { readSeconds } from './seconds.ts';

/** `in-toto mock`. */
export const mock: Command = {
  name: 'mock',
  help: 'try a step out without a key',
  description:
    'Like "in-toto run" with everything in the working directory as materials and products; writes the unsigned link NAME.link.',
  usage: '-n NAME [options] -- COMMAND [ARGUMENT ...]',
  examples: ['in-toto mock -n build -- make dist', 'in-toto sign -f build.link -k alice'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('-n', '--name', { required: true, metavar: 'NAME', help: "the step's name" });
    parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope instead of a Metablock' });
    parser.add_argument('--timeout', {
      type: 'int',
      metavar: 'SECONDS',
      help: 'end the command after so long (default: never)',
    });
    parser.add_argument('command_words', {
      nargs: '*',
      metavar: 'COMMAND',
      help: 'after --: the command and its arguments',
    });
  },
  async run(args, terminal) {
    const command = args.list('command_words') ?? [];
    if (command.length === 0) throw new UsageError('No command was given. Write it after --.');
    const timeoutMs = readSeconds(args, 'timeout');
    const result = await withProgressBar(false, (onProgress) =>
      mockStep({
        onProgress,
        name: args.required('name'),
        command,
        container: args.flag('use_dsse') ? 'dsse' : 'metablock',
        timeoutMs,
      }),
    );
    return concludeCommand(result, terminal);
  },
};
