import { encodePublicKeyPem, formatJson, withSigner } from '@intoto/node';

import type { ArgumentTarget, Command } from './command.ts';
import { choosePassword } from './password.ts';

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
    parser.add_argument('key', { metavar: 'KEY', help: 'private key: a file, or a pkcs11: or ssh-agent: URI' });
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
    await withSigner(args.required('key'), { password }, async ({ publicKey }) => {
      terminal.out(args.flag('json') ? `${formatJson(publicKey.json, 'indented')}\n` : encodePublicKeyPem(publicKey));
    });
    return 0;
  },
};
