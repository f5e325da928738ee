import {
  createBundleFile,
  escapeUnprintable,
  extractBundleFile,
  isLayout,
  parseMetadata,
  parsePayload,
  readBundleFile,
  readPayload,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** `in-toto bundle create`. */
export const bundleCreate: Command = {
  name: 'create',
  help: 'put a layout and its links into one file',
  description:
    'Puts a layout, its links and those of its sublayouts into one file, for `in-toto verify --bundle` elsewhere. ' +
    'The same files give the same bundle, to the byte. Nothing is verified.',
  usage: '-l FILE -o FILE [options]',
  examples: ['in-toto bundle create -l root.layout -o app.intoto.zip'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('-l', '--layout', {
      required: true,
      metavar: 'FILE',
      help: "the project owner's signed layout",
    });
    parser.add_argument('-o', '--output', { required: true, metavar: 'FILE', help: 'the bundle' });
    parser.add_argument('--link-dir', { default: '.', metavar: 'DIR', help: 'where the links are (default: .)' });
    parser.add_argument('--keys', {
      nargs: '+',
      metavar: 'KEY',
      help: 'public keys to put in, for people; verification never trusts them',
    });
    parser.add_argument('--inspections', {
      nargs: '+',
      metavar: 'FILE',
      help: 'signed links of inspections that were carried out earlier',
    });
  },
  async run(args, terminal) {
    const output = args.required('output');
    const { bundle, missing } = await createBundleFile({
      layout: args.required('layout'),
      linkDirectory: args.required('link_dir'),
      keys: args.list('keys'),
      inspections: args.list('inspections'),
      output,
    });
    for (const step of missing)
      terminal.err(`in-toto: warning: there is no link of step ${escapeUnprintable(step)}.\n`);
    terminal.out(`${output}: ${count(bundle.links.size, 'link')}\n`);
    return 0;
  },
};

/** `in-toto bundle show`. */
export const bundleShow: Command = {
  name: 'show',
  help: 'list what is in a bundle',
  description: 'Lists what is in a bundle. Nothing is verified: that is what `in-toto verify --bundle` does.',
  examples: ['in-toto bundle show app.intoto.zip'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'the bundle' });
    parser.add_argument('--json', { action: 'store_true', help: 'print it as JSON' });
  },
  async run(args, terminal) {
    const { layout, ...folders } = await readBundleFile(args.required('file'));
    const names = {
      links: [...folders.links.keys()],
      keys: [...folders.keys.keys()],
      inspections: [...folders.inspections.keys()],
    };
    const payload = parsePayload(readPayload(parseMetadata(layout)));
    const expires = isLayout(payload) ? payload.expires : undefined;
    if (args.flag('json')) {
      terminal.out(`${JSON.stringify({ layout: { expires }, ...names }, null, 2)}\n`);
      return 0;
    }
    const lines = [
      `root.layout (expires ${expires ?? 'never'}; not verified)`,
      ...Object.entries(names).flatMap(([folder, files]) => files.map((file) => `${folder}/${file}`)),
    ];
    terminal.out(lines.map((line) => `${escapeUnprintable(line)}\n`).join(''));
    return 0;
  },
};

/** `in-toto bundle extract`. */
export const bundleExtract: Command = {
  name: 'extract',
  help: 'unpack a bundle',
  description:
    'Unpacks a bundle into a new folder: root.layout, and the folders links, keys and inspections. Nothing is verified.',
  examples: ['in-toto bundle extract app.intoto.zip -o evidence'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'the bundle' });
    parser.add_argument('-o', '--output', { required: true, metavar: 'DIR', help: 'a folder that is not there yet' });
  },
  async run(args) {
    await extractBundleFile(args.required('file'), args.required('output'));
    return 0;
  },
};
