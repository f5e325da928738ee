import { certifySigner, createSigner, nodeBackend, readPrivateKey, type Signer } from '@intoto/node';

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
    help: 'private key that signs the link',
  });
  parser.add_argument('--cert', {
    metavar: 'FILE',
    help: "the key's X.509 certificate, for steps that let certificates sign; the signature carries it",
  });
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: '',
    metavar: 'PASSWORD',
    help: "the key's password; asks where it is not given",
  });
}

/** Loads the key, and the certificate, that {@link declareSigning} declares. */
export async function readSigner(args: Arguments, terminal: Terminal): Promise<Signer> {
  const key = await readPrivateKey(args.required('signing_key'), { password: await choosePassword(args, terminal) });
  const signer = await createSigner(key, { backend: nodeBackend });
  const certificate = args.text('cert');
  return certificate === undefined ? signer : certifySigner(signer, certificate);
}
