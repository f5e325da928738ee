import { diffLayouts, renderChanges } from '@intoto/layout';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';
import { readLayoutFile } from './layout-file.ts';

/** `in-toto layout diff`. */
export const layoutDiff: Command = {
  name: 'diff',
  help: 'say what is different between two layouts',
  description:
    'Says what is different between two layouts and, where that is certain, whether the new one lets more pass or refuses more. ' +
    'Exit status: 0 nothing, 1 something, 2 wrong usage or not a layout. Signatures are neither compared nor checked.',
  declare(parser: ArgumentTarget) {
    parser.add_argument('old', { metavar: 'OLD', help: 'layout, in either container' });
    parser.add_argument('new', { metavar: 'NEW', help: 'layout, in either container' });
    parser.add_argument('--json', { action: 'store_true', help: 'print the differences as JSON' });
  },
  async run(args, terminal) {
    const [before, after] = [await readLayoutFile(args.required('old')), await readLayoutFile(args.required('new'))];
    const changes = diffLayouts(before.layout, after.layout);
    terminal.out(args.flag('json') ? `${JSON.stringify({ changes }, null, 2)}\n` : renderChanges(changes));
    return changes.length === 0 ? 0 : 1;
  },
};
