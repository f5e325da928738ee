import { isOpenPgpSigner, type MetadataSigner, type PublicKey } from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import { GpgUsageError } from '../gpg-usage-error.ts';
import { createGpgSigner, exportGpgKeys } from '../gpg.ts';
import type { ArgumentTarget } from './command.ts';

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

/** The signer that {@link declareGpgSigner} declares; `undefined` where it was not asked for. */
export async function readGpgSigner(args: Arguments): Promise<MetadataSigner | undefined> {
  const keyId = args.text('gpg');
  return keyId === undefined ? undefined : createSigner(args, keyId === '' ? undefined : keyId);
}

/** A signer for each of the keys that a list `--gpg` names; the default one where it names none. */
export async function readGpgSigners(args: Arguments): Promise<readonly MetadataSigner[]> {
  const keyIds = args.list('gpg');
  if (keyIds === undefined) return [];
  if (keyIds.length === 0) return [await createSigner(args, undefined)];
  return Promise.all(keyIds.map((keyId) => createSigner(args, keyId)));
}

/** The public keys that a list `--gpg` names. */
export function readGpgKeys(args: Arguments): Promise<readonly PublicKey[]> {
  return exportGpgKeys(args.list('gpg') ?? [], { homeDirectory: args.text('gpg_home'), profile: 'strict' });
}

/** Refuses to put into an envelope what no layout could ask for: in-toto's own GPG keys do not verify there. */
export function assertContainer(signer: MetadataSigner, container: 'metablock' | 'dsse'): void {
  if (container === 'metablock' || !isOpenPgpSigner(signer)) return;
  throw new GpgUsageError('GPG keys sign no DSSE envelopes. Use a Metablock, or a key in a file.', {
    code: 'ERR_GPG_DSSE',
  });
}

function createSigner(args: Arguments, keyId: string | undefined): Promise<MetadataSigner> {
  return createGpgSigner({ keyId, homeDirectory: args.text('gpg_home'), profile: 'strict' });
}
