import {
  encodePublicKeyPem,
  formatJson,
  isOpenPgpSigner,
  type OpenPgpSigner,
  type PublicKey,
  withSigner,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { choosePassword } from './password.ts';

/** OpenPGP keys have no PEM: with their subkeys they stand in layouts only. */
async function exportKey(signer: OpenPgpSigner): Promise<PublicKey> {
  if (signer.keyId === undefined) throw new UsageError('Say which key of the keyring: gpg:ID.');
  return signer.exportPublicKey(signer.keyId);
}

/** `in-toto key public`: the public half of a signing key, for those who make layouts. */
export const keyPublic: Command = {
  name: 'public',
  help: 'print the public key of a signing key',
  description:
    'Prints the public key that goes with a signing key, wherever that is: in a file, on a token, in an agent. As PEM, which does ' +
    'not say with which scheme the key signs, or with --json as it stands in a layout, which does.',
  examples: [
    "in-toto key public 'pkcs11:token=release;object=signing' -P > release.pub",
    'in-toto key public ssh-agent: --json',
  ],
  declare(parser: ArgumentTarget) {
    parser.add_argument('key', { metavar: 'KEY', help: 'private key: a file, or a pkcs11:, ssh-agent: or gpg: URI' });
    parser.add_argument('-P', '--password', {
      nargs: '?',
      const: '',
      metavar: 'PASSWORD',
      help: "the key's password or PIN; asks where it is not given",
    });
    parser.add_argument('--json', { action: 'store_true', help: 'print the key as it stands in a layout' });
  },
  async run(args, terminal) {
    const password = await choosePassword(args, terminal);
    await withSigner(args.required('key'), { password }, async (signer) => {
      const publicKey = isOpenPgpSigner(signer) ? await exportKey(signer) : signer.publicKey;
      const isPem = publicKey.form === 'sslib' && !args.flag('json');
      terminal.out(isPem ? encodePublicKeyPem(publicKey) : `${formatJson(publicKey.json, 'indented')}\n`);
    });
    return 0;
  },
};
