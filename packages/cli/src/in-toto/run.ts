import { assertDirectory, runStep } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { assertContainer } from '../gpg-envelopes.ts';
import { withProgressBar } from '../progress-bar.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { concludeCommand } from './conclude-command.ts';
import { warnOfMissing } from './missing-artifacts.ts';
import { declareRecording, declareSigning, readRecording, useSigner } from './recording-options.ts';
import { readSeconds } from './seconds.ts';

/** `in-toto run`. */
export const run: Command = {
  name: 'run',
  help: 'run a step and sign a link',
  description:
    'Records materials, runs the command after --, records products, signs a link and writes it to NAME.KEYID.link. ' +
    'Exit status 1 where the command fails; the link then records its status.',
  usage: '-n NAME -k KEY [options] -- COMMAND [ARGUMENT ...]',
  examples: [
    'in-toto run -n build -k alice -m src -p dist -- make dist',
    'in-toto run -n review -k alice -m src --no-command',
  ],
  declare(parser: ArgumentTarget) {
    declareSigning(parser);
    parser.add_argument('-m', '--materials', { nargs: '+', metavar: 'PATH', help: 'what goes in' });
    parser.add_argument('-p', '--products', { nargs: '+', metavar: 'PATH', help: 'what comes out' });
    declareRecording(parser);
    parser.add_argument('-s', '--record-streams', {
      action: 'store_true',
      help: "record the command's output in the link",
    });
    parser.add_argument('-x', '--no-command', { action: 'store_true', help: 'record without running anything' });
    parser.add_argument('-d', '--metadata-directory', { metavar: 'DIR', help: 'where the link goes (default: .)' });
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
    const command = args.flag('no_command') ? [] : (args.list('command_words') ?? []);
    if (command.length === 0 && !args.flag('no_command')) {
      throw new UsageError('No command was given. Write it after --, or use --no-command.');
    }
    const timeoutMs = readSeconds(args, 'timeout');
    const metadataDirectory = args.text('metadata_directory');
    // Before the command: it may take an hour.
    if (metadataDirectory !== undefined) await assertDirectory(metadataDirectory);
    const container = args.flag('use_dsse') ? 'dsse' : 'metablock';
    const result = await useSigner(args, terminal, async (signer) => {
      assertContainer(signer, container);
      await warnOfMissing('materials', args, terminal);
      return withProgressBar(false, (onProgress) =>
        runStep({
          ...readRecording(args),
          onProgress,
          name: args.required('step_name'),
          command,
          materials: args.list('materials'),
          products: args.list('products'),
          signer,
          container,
          metadataDirectory,
          recordStreams: args.flag('record_streams'),
          timeoutMs,
        }),
      );
    });
    await warnOfMissing('products', args, terminal);
    return concludeCommand(result, terminal);
  },
};
