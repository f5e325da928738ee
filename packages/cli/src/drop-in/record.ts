import { nodeBackend, openpgp, startRecording, stopRecording } from '@intoto/node';

import { ProgramParser } from '../argument-parser.ts';
import { readArguments } from '../arguments.ts';
import { assertContainer } from '../gpg-envelopes.ts';
import type { Program } from '../program.ts';
import { withProgressBar } from '../progress-bar.ts';
import { VERSION } from '../version.ts';
import { createLog } from './log.ts';
import * as options from './options.ts';
import { assertOneSigner, useSigner } from './signer.ts';

function createParser(): ProgramParser {
  const parser = new ProgramParser({
    prog: 'in-toto-record',
    description: 'Records a supply chain step that is not a single command: "start" before it, "stop" after it.',
  });
  parser.add_argument('--version', { action: 'version', version: `in-toto-record ${VERSION}` });
  const subparsers = parser.add_subparsers({ dest: 'command', required: true });
  const start = subparsers.add_parser('start', {
    help: "records materials in a signed '.<name>.<keyid prefix>.link-unfinished'",
  });
  const stop = subparsers.add_parser('stop', {
    help: "adds products and writes a signed '<name>.<keyid prefix>.link'",
  });
  for (const subparser of [start, stop]) {
    options.declareSigner((subparser as ProgramParser).add_first_group('Required Named Arguments'));
    options.declarePassword(subparser);
    options.declareGpgHome(subparser);
    options.declareRecording(subparser);
    options.declareDsse(subparser);
    options.declareVerbosity(subparser);
  }
  options.declareMaterials(start);
  options.declareProducts(stop);
  options.declareMetadataDirectory(stop);
  return parser;
}

/** `in-toto-record`. */
export const inTotoRecord: Program = async (argv, terminal) => {
  const parser = createParser();
  const args = readArguments(parser.parse_args([...argv]));
  const log = createLog(args, terminal);
  assertOneSigner(parser, args);
  const command = args.required('command');
  try {
    const container = args.flag('use_dsse') ? 'dsse' : 'metablock';
    const gpgKeyId = command === 'start' ? 'any' : 'hexadecimal';
    const { path } = await useSigner(args, terminal, gpgKeyId, async (signer) => {
      if (command === 'start') assertContainer(signer, container);
      const common = {
        name: args.required('step_name'),
        signer,
        excludePatterns: args.list('exclude_patterns'),
        basePath: args.text('base_path'),
        stripPrefixes: args.list('lstrip_paths'),
      };
      return withProgressBar(args.flag('quiet'), (onProgress) =>
        command === 'start'
          ? startRecording({
              ...common,
              onProgress,
              materials: args.list('materials'),
              container,
            })
          : stopRecording({
              ...common,
              onProgress,
              backend: nodeBackend,
              openpgp,
              products: args.list('products'),
              metadataDirectory: args.text('metadata_directory'),
            }),
      );
    });
    log.info(`written to ${path}`);
    return 0;
  } catch (error) {
    log.failure(`(in-toto-record ${command})`, error);
    return 1;
  }
};
