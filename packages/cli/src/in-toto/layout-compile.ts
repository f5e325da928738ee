import { compileLayoutFile, writeFileAtomically, writeMetadata } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';
import { wrapLayout } from './layout-file.ts';

/** `in-toto layout compile`. */
export const layoutCompile: Command = {
  name: 'compile',
  help: 'make a layout of its source in YAML',
  description:
    'Writes a layout from a source in YAML: with comments, key files by path (relative to the source), rules as text. ' +
    'docs/layouts.md has an example. The layout is not signed: in-toto sign does that.',
  usage: 'SOURCE FILE [options]',
  examples: ['in-toto layout compile root.layout.yaml root.layout', 'in-toto sign -f root.layout -k owner'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('source', { metavar: 'SOURCE', help: 'YAML, or JSON of the same form' });
    parser.add_argument('file', { metavar: 'FILE', help: 'where the layout goes' });
    parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope instead of a Metablock' });
    parser.add_argument('--force', { action: 'store_true', help: 'replace FILE if it exists' });
  },
  async run(args) {
    const layout = await compileLayoutFile(args.required('source'), { now: new Date() });
    const metadata = wrapLayout(layout, args.flag('use_dsse') ? 'dsse' : 'metablock');
    await writeFileAtomically(args.required('file'), writeMetadata(metadata), { overwrite: args.flag('force') });
    return 0;
  },
};
