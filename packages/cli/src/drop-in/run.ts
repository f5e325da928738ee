import { runStep } from '@intoto/node';

import { assertContainer } from '../gpg-envelopes.ts';
import type { Program } from '../program.ts';
import { withProgressBar } from '../progress-bar.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { createLog } from './log.ts';
import * as options from './options.ts';
import { assertOneSigner, useSigner } from './signer.ts';

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-run',
  usage: '%(prog)s <named arguments> [options] \\\n\t -- <command> [args]',
  description:
    'Carries out a supply chain step: records materials, runs the command, records products, and writes a signed link.',
  hasVersion: true,
  declare(parser) {
    options.declareSigner(parser.add_first_group('Required Named Arguments'));
    options.declareMaterials(parser);
    options.declareProducts(parser);
    parser.add_argument('-s', '--record-streams', {
      action: 'store_true',
      help: "record the command's output in the link, besides printing it",
    });
    parser.add_argument('-x', '--no-command', { action: 'store_true', help: 'record without running a command' });
    options.declarePassword(parser);
    options.declareGpgHome(parser);
    options.declareRecording(parser);
    options.declareMetadataDirectory(parser);
    options.declareDsse(parser);
    parser.add_argument('--run-timeout', {
      type: 'int',
      default: options.DEFAULT_TIMEOUT_SECONDS,
      help: `seconds that the command may take; default is ${options.DEFAULT_TIMEOUT_SECONDS}`,
    });
    options.declareVerbosity(parser);
    parser.add_argument('link_cmd', { nargs: '*', metavar: '<command>', help: "the command, after '--'" });
  },
};

/** `in-toto-run`: as the reference's, the command's exit status becomes its own. */
export const inTotoRun: Program = async (argv, terminal) => {
  const { args, refuse } = await readCommandLine(PROGRAM, argv, terminal);
  const log = createLog(args, terminal);
  await assertOneSigner({ args, refuse });
  const command = args.flag('no_command') ? [] : (args.list('link_cmd') ?? []);
  if (command.length === 0 && !args.flag('no_command')) {
    return refuse('usage', 'No command specified. Please specify (or use the --no-command option)');
  }
  try {
    const container = args.flag('use_dsse') ? 'dsse' : 'metablock';
    const { path, exitStatus } = await useSigner(args, terminal, 'hexadecimal', async (signer) => {
      assertContainer(signer, container);
      return withProgressBar(args.flag('quiet'), (onProgress) =>
        runStep({
          onProgress,
          name: args.required('step_name'),
          command,
          materials: args.list('materials'),
          products: args.list('products'),
          signer,
          container,
          metadataDirectory: args.text('metadata_directory'),
          recordStreams: args.flag('record_streams'),
          unrecordedStreams: 'discard',
          excludePatterns: args.list('exclude_patterns'),
          basePath: args.text('base_path'),
          stripPrefixes: args.list('lstrip_paths'),
          timeoutMs: 1000 * Math.max(0, args.integer('run_timeout') ?? 0),
        }),
      );
    });
    log.info(`link written to ${path ?? ''}`);
    return (exitStatus ?? 0) & 0xff;
  } catch (error) {
    log.failure('(in-toto-run)', error);
    return 1;
  }
};
