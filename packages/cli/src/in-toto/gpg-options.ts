import type { OpenSignerOptions, PublicKey } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import { exportGpgKeys } from '../gpg.ts';
import type { Terminal } from '../terminal.ts';
import { choosePassword } from './password.ts';

/** `--gpg-home`. */
export function declareGpgHome(parser: Pick<ArgumentTarget, 'add_argument'>): void {
  parser.add_argument('--gpg-home', { metavar: 'DIR', help: "gpg's home directory (default: its own)" });
}

/** `--gpg` for one key that signs. */
export function declareGpgSigner(parser: Pick<ArgumentTarget, 'add_argument'>): void {
  parser.add_argument('-g', '--gpg', {
    nargs: '?',
    const: '',
    metavar: 'ID',
    help: "sign with gpg: with this key of its keyring, or with gpg's default",
  });
  declareGpgHome(parser);
}

/** Each of the keys that a list `--gpg` names, as a URI; the default one where it names none. */
export function readGpgSources(args: Arguments): readonly string[] {
  const keyIds = args.list('gpg');
  return (keyIds?.length === 0 ? [''] : (keyIds ?? [])).map((keyId) => `gpg:${keyId}`);
}

/** The password of a key, asked for where it is not given, and the home of gpg. */
export async function readSignerOptions(args: Arguments, terminal: Terminal): Promise<OpenSignerOptions> {
  return { password: await choosePassword(args, terminal), gpgHome: args.text('gpg_home') };
}

/** The public keys that a list `--gpg` names. */
export function readGpgKeys(args: Arguments): Promise<readonly PublicKey[]> {
  return exportGpgKeys(args.list('gpg') ?? [], { homeDirectory: args.text('gpg_home'), profile: 'strict' });
}
