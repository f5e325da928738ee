import { createSigner, type MetadataSigner, nodeBackend, readPrivateKey } from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { ArgumentTarget } from './command.ts';
import { declareGpgSigner, readGpgSigner } from './gpg-options.ts';
import { choosePassword } from './password.ts';

/** The options of every command that records artifacts. */
export function declareRecording(parser: ArgumentTarget): void {
  parser.add_argument('--exclude', {
    nargs: '+',
    metavar: 'PATTERN',
    help: "gitignore patterns of what not to record (default: '*.link*' .git '*.pyc' '*~')",
  });
  parser.add_argument('--base-path', { metavar: 'DIR', help: 'record paths relative to DIR' });
  parser.add_argument('--lstrip-paths', { nargs: '+', metavar: 'PREFIX', help: 'prefixes to cut off recorded paths' });
}

/** Reads what {@link declareRecording} declares. */
export function readRecording(args: Arguments): {
  excludePatterns: readonly string[] | undefined;
  basePath: string | undefined;
  stripPrefixes: readonly string[] | undefined;
} {
  return {
    excludePatterns: args.list('exclude'),
    basePath: args.text('base_path'),
    stripPrefixes: args.list('lstrip_paths'),
  };
}

/** The options of every command that signs. */
export function declareSigning(parser: ArgumentTarget): void {
  parser.add_argument('-n', '--step-name', {
    required: true,
    metavar: 'NAME',
    help: "the step's name, as in the layout",
  });
  parser.add_argument('-k', '--signing-key', { metavar: 'KEY', help: 'private key that signs the link' });
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: '',
    metavar: 'PASSWORD',
    help: "the key's password; asks where it is not given",
  });
  declareGpgSigner(parser);
}

/** Loads the key that {@link declareSigning} declares, or turns to gpg. */
export async function readSigner(args: Arguments, terminal: Terminal): Promise<MetadataSigner> {
  const path = args.text('signing_key');
  if ((path === undefined) === (args.text('gpg') === undefined)) {
    throw new UsageError('Say who signs: give --signing-key KEY or --gpg [ID], one of them.');
  }
  const gpg = await readGpgSigner(args);
  if (gpg !== undefined) return gpg;
  const key = await readPrivateKey(path ?? '', { password: await choosePassword(args, terminal) });
  return createSigner(key, { backend: nodeBackend });
}
