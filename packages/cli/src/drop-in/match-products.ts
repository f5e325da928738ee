import { matchProducts, readMetadata, escapeUnprintable } from '@intoto/node';

import type { Program } from '../program.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { declareStripPaths } from './options.ts';

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-match-products',
  description: 'Compares files with the products of a link. The signature of the link is not checked.',
  hasVersion: false,
  declare(parser) {
    const named = parser.add_first_group('Required Named Arguments');
    named.add_argument('-l', '--link', { required: true, metavar: '<path>', help: 'the link' });
    parser.add_argument('-p', '--paths', {
      nargs: '+',
      metavar: '<path>',
      help: 'files and directories; default is the working directory',
    });
    parser.add_argument('-e', '--exclude', {
      nargs: '+',
      metavar: '<pattern>',
      help: 'gitignore patterns of paths to pass over',
    });
    declareStripPaths(parser);
    parser.add_argument('-v', '--verbose', { action: 'store_true', help: 'print the differences' });
  },
};

/** `in-toto-match-products`. */
export const inTotoMatchProducts: Program = async (argv, terminal) => {
  const { args } = await readCommandLine(PROGRAM, argv, terminal);
  const match = await matchProducts(await readMetadata(args.required('link'), { dialect: 'python' }), {
    paths: args.list('paths'),
    excludePatterns: args.list('exclude'),
    stripPrefixes: args.list('lstrip_paths'),
  });
  if (args.flag('verbose')) {
    const lines = [
      `Local artifacts ${match.matches ? 'match' : "don't match"} products in passed link.`,
      ...match.onlyInProducts.map((name) => `Only in products: ${name}`),
      ...match.notInProducts.map((name) => `Not in products: ${name}`),
      ...match.differing.map((name) => `Hashes differ: ${name}`),
    ];
    terminal.out(`${lines.map(escapeUnprintable).join('\n')}\n`);
  }
  return match.matches ? 0 : 1;
};
