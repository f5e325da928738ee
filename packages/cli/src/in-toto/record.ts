import { nodeBackend, openpgp, startRecording, stopRecording } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { assertContainer } from '../gpg-envelopes.ts';
import { withProgressBar } from '../progress-bar.ts';
import type { Command } from './command.ts';
import { warnOfMissing } from './missing-artifacts.ts';
import { declareRecording, declareSigning, readRecording, useSigner } from './recording-options.ts';

/** `in-toto record start`. */
export const recordStart: Command = {
  name: 'start',
  help: 'record what goes in',
  description:
    'Records materials in a signed, unfinished link in the working directory. "in-toto record stop" finishes it.',
  usage: '-n NAME -k KEY [options]',
  examples: ['in-toto record start -n edit -k alice -m src', 'in-toto record stop -n edit -k alice -p src'],
  declare(parser: ArgumentTarget) {
    declareSigning(parser);
    parser.add_argument('-m', '--materials', { nargs: '+', metavar: 'PATH', help: 'what goes in' });
    declareRecording(parser);
    parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope instead of a Metablock' });
  },
  async run(args, terminal) {
    const container = args.flag('use_dsse') ? 'dsse' : 'metablock';
    await useSigner(args, terminal, async (signer) => {
      assertContainer(signer, container);
      await warnOfMissing('materials', args, terminal);
      await withProgressBar(false, (onProgress) =>
        startRecording({
          ...readRecording(args),
          onProgress,
          name: args.required('step_name'),
          signer,
          materials: args.list('materials'),
          container,
        }),
      );
    });
    return 0;
  },
};

/** `in-toto record stop`. */
export const recordStop: Command = {
  name: 'stop',
  help: 'record what came out and sign the link',
  description:
    'Finishes what "in-toto record start" began, with the same name and key: records products and signs the link.',
  usage: '-n NAME -k KEY [options]',
  declare(parser: ArgumentTarget) {
    declareSigning(parser);
    parser.add_argument('-p', '--products', { nargs: '+', metavar: 'PATH', help: 'what comes out' });
    declareRecording(parser);
    parser.add_argument('-d', '--metadata-directory', { metavar: 'DIR', help: 'where the link goes (default: .)' });
  },
  async run(args, terminal) {
    await useSigner(args, terminal, async (signer) => {
      await warnOfMissing('products', args, terminal);
      await withProgressBar(false, (onProgress) =>
        stopRecording({
          ...readRecording(args),
          onProgress,
          name: args.required('step_name'),
          signer,
          backend: nodeBackend,
          openpgp,
          products: args.list('products'),
          metadataDirectory: args.text('metadata_directory'),
        }),
      );
    });
    return 0;
  },
};
