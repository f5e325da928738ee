import { type Signer, withSigner } from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import type { ArgumentTarget } from './command.ts';
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
  parser.add_argument('-k', '--signing-key', {
    required: true,
    metavar: 'KEY',
    help: 'private key that signs the link: a file, or a pkcs11: or ssh-agent: URI',
  });
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: '',
    metavar: 'PASSWORD',
    help: "the key's password or PIN; asks where it is not given",
  });
}

/** Does something with the key that {@link declareSigning} declares, and closes it afterwards. */
export async function useSigner<T>(
  args: Arguments,
  terminal: Terminal,
  work: (signer: Signer) => Promise<T>,
): Promise<T> {
  return withSigner(args.required('signing_key'), { password: await choosePassword(args, terminal) }, work);
}
