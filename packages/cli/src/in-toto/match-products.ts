import { matchProducts, readMetadata, escapeUnprintable } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';

/** `in-toto match-products`. */
export const matchProductsCommand: Command = {
  name: 'match-products',
  help: 'compare files here with the products of a link',
  description:
    "Compares files with the products of a link. The link's signature is not checked: that is what verify does.",
  declare(parser: ArgumentTarget) {
    parser.add_argument('-l', '--link', { required: true, metavar: 'FILE', help: 'the link' });
    parser.add_argument('-p', '--paths', { nargs: '+', metavar: 'PATH', help: 'what to compare (default: .)' });
    parser.add_argument('-e', '--exclude', {
      nargs: '+',
      metavar: 'PATTERN',
      help: 'gitignore patterns of what not to compare',
    });
    parser.add_argument('--lstrip-paths', { nargs: '+', metavar: 'PREFIX', help: 'prefixes to cut off paths' });
    parser.add_argument('--json', { action: 'store_true', help: 'print the verdict as JSON' });
  },
  async run(args, terminal) {
    const metadata = await readMetadata(args.required('link'));
    const match = await matchProducts(metadata, {
      paths: args.list('paths'),
      excludePatterns: args.list('exclude'),
      stripPrefixes: args.list('lstrip_paths'),
    });
    if (args.flag('json')) terminal.out(`${JSON.stringify(match, null, 2)}\n`);
    else {
      const lines = [
        ...match.onlyInProducts.map((name) => `only in products  ${name}`),
        ...match.notInProducts.map((name) => `not in products   ${name}`),
        ...match.differing.map((name) => `digests differ    ${name}`),
        match.matches
          ? 'The files match the products of the link.'
          : 'The files do not match the products of the link.',
      ];
      terminal.out(`${lines.map(escapeUnprintable).join('\n')}\n`);
    }
    return match.matches ? 0 : 1;
  },
};
