import { nodeBackend, openpgp, startRecording, stopRecording } from '@intoto/node';

import type { ProgramTarget } from '../argument-target.ts';
import { assertContainer } from '../gpg-envelopes.ts';
import type { Program } from '../program.ts';
import { withProgressBar } from '../progress-bar.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { createLog } from './log.ts';
import * as options from './options.ts';
import { assertOneSigner, useSigner } from './signer.ts';

function declareCommon(parser: ProgramTarget): void {
  options.declareSigner(parser.add_first_group('Required Named Arguments'));
  options.declarePassword(parser);
  options.declareGpgHome(parser);
  options.declareRecording(parser);
  options.declareDsse(parser);
  options.declareVerbosity(parser);
}

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-record',
  description: 'Records a supply chain step that is not a single command: "start" before it, "stop" after it.',
  hasVersion: true,
  declare() {},
  commands: {
    start: {
      help: "records materials in a signed '.<name>.<keyid prefix>.link-unfinished'",
      declare(parser) {
        declareCommon(parser);
        options.declareMaterials(parser);
      },
    },
    stop: {
      help: "adds products and writes a signed '<name>.<keyid prefix>.link'",
      declare(parser) {
        declareCommon(parser);
        options.declareProducts(parser);
        options.declareMetadataDirectory(parser);
      },
    },
  },
};

/** `in-toto-record`. */
export const inTotoRecord: Program = async (argv, terminal) => {
  const { args, refuse } = await readCommandLine(PROGRAM, argv, terminal);
  const log = createLog(args, terminal);
  await assertOneSigner({ args, refuse });
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
