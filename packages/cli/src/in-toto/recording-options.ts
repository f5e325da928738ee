import { type MetadataSigner, withSigner } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { certify } from './certify.ts';
import { declareGpgSigner, readSignerOptions } from './gpg-options.ts';

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
    metavar: 'KEY',
    help: 'private key that signs the link: a file, or a pkcs11:, ssh-agent: or gpg: URI',
  });
  parser.add_argument('--cert', {
    metavar: 'FILE',
    help: "the key's X.509 certificate, for steps that let certificates sign; the signature carries it",
  });
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: '',
    metavar: 'PASSWORD',
    help: "the key's password or PIN; asks where it is not given",
  });
  declareGpgSigner(parser);
}

/** Does something with the key that {@link declareSigning} declares, or with gpg's, and closes it afterwards. */
export async function useSigner<T>(
  args: Arguments,
  terminal: Terminal,
  work: (signer: MetadataSigner) => Promise<T>,
): Promise<T> {
  const key = args.text('signing_key');
  const gpg = args.text('gpg');
  if ((key === undefined) === (gpg === undefined)) {
    throw new UsageError('Say who signs: give --signing-key KEY or --gpg [ID], one of them.');
  }
  const certificate = args.text('cert');
  return withSigner(key ?? `gpg:${gpg}`, await readSignerOptions(args, terminal), async (signer) =>
    work(await certify(signer, certificate)),
  );
}
