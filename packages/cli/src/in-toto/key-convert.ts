import type { PrivateKeyFormat, PublicKeyFormat } from '@intoto/keys';
import { identifyKeyFile, nodeBackend, readPrivateKey, readPublicKey, writeFileAtomically } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { printNote } from './key-note.ts';
import { chooseNewPassword, choosePassword } from './password.ts';

type Target =
  | { readonly half: 'public'; readonly format: PublicKeyFormat }
  | { readonly half: 'private'; readonly format: PrivateKeyFormat };

/** A private key is written only by a name that says so. */
const TARGETS: Readonly<Record<string, Target>> = {
  pem: { half: 'public', format: 'pem' },
  jwk: { half: 'public', format: 'jwk' },
  openssh: { half: 'public', format: 'openssh' },
  sslib: { half: 'public', format: 'sslib' },
  layout: { half: 'public', format: 'layout' },
  'private-pem': { half: 'private', format: 'pem' },
  'private-jwk': { half: 'private', format: 'jwk' },
  'private-sslib': { half: 'private', format: 'sslib' },
};

const STANDARD_OUTPUT = '-';

async function convertPublic(format: PublicKeyFormat, args: Arguments, terminal: Terminal): Promise<string> {
  const file = args.required('file');
  const scheme = args.text('scheme');
  const { found } = await identifyKeyFile(file);
  const isPrivate = found.holds === 'private';
  if (!isPrivate && args.text('password') !== undefined) throw new UsageError(`${file} needs no password.`);
  const key = isPrivate
    ? (await readPrivateKey(file, { scheme, password: await choosePassword(args, terminal) })).publicKey
    : await readPublicKey(file, { scheme });
  if (key.form === 'gpg')
    throw new UsageError(`${file}: OpenPGP keys have no other form; programs take them as they are.`);
  const { exportPublicKey } = await import('@intoto/keys');
  return exportPublicKey(key, { format });
}

async function convertPrivate(format: PrivateKeyFormat, args: Arguments, terminal: Terminal): Promise<string> {
  if (format === 'jwk' && args.text('new_password') !== undefined)
    throw new UsageError('A JSON Web Key is not encrypted: leave --new-password out, or write private-pem.');
  const options = { scheme: args.text('scheme'), password: await choosePassword(args, terminal) };
  const key = await readPrivateKey(args.required('file'), options);
  const password = await chooseNewPassword(args, terminal);
  const { exportPrivateKey } = await import('@intoto/keys');
  return exportPrivateKey(key, { format, backend: nodeBackend, password });
}

function assertHidden(target: Target, args: Arguments, terminal: Terminal): void {
  if (target.half === 'public' || args.text('output') !== undefined || !terminal.interactive) return;
  throw new UsageError(
    `A private key is not shown on a terminal: give --output FILE, or --output ${STANDARD_OUTPUT} if you mean it.`,
  );
}

/** `in-toto key convert`. */
export const keyConvert: Command = {
  name: 'convert',
  help: 'write a key in another format',
  description:
    'Writes a key of any kind in another format. A private key is written only where --to says so; its public key otherwise. ' +
    'Files with private keys are for their owner only (mode 0600). Nothing is overwritten.',
  examples: [
    'in-toto key convert ~/.ssh/id_ed25519.pub --to pem -o alice.pub',
    'in-toto key convert cosign.key -P --to private-pem --new-password -o alice',
    'in-toto key convert alice --to openssh',
  ],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'key of any kind, public or private' });
    parser.add_argument('--to', {
      required: true,
      choices: Object.keys(TARGETS),
      metavar: 'FORMAT',
      help:
        'pem, jwk, openssh, sslib (key files of in-toto 2), layout (key object): the public key; ' +
        'private-pem (PKCS#8), private-jwk, private-sslib: the private key',
    });
    parser.add_argument('-o', '--output', {
      metavar: 'FILE',
      help: 'where to write; - or nothing: standard output',
    });
    parser.add_argument('-P', '--password', {
      nargs: '?',
      const: '',
      metavar: 'PASSWORD',
      help: 'password of FILE; asks where it is not given',
    });
    parser.add_argument('--new-password', {
      nargs: '?',
      const: '',
      metavar: 'PASSWORD',
      help: 'encrypt the private key that is written; asks where it is not given',
    });
    parser.add_argument('--scheme', {
      metavar: 'SCHEME',
      help: "signature scheme of the key, where FILE does not say and it is not the type's usual one",
    });
  },
  async run(args, terminal) {
    const target = TARGETS[args.required('to')];
    if (target === undefined) throw new TypeError('argparse let an unknown format through');
    assertHidden(target, args, terminal);
    if (target.half === 'public' && args.text('new_password') !== undefined)
      throw new UsageError('A public key is not encrypted: leave --new-password out.');
    const text =
      target.half === 'public'
        ? await convertPublic(target.format, args, terminal)
        : await convertPrivate(target.format, args, terminal);
    await printNote(args.required('file'), terminal);
    const output = args.text('output') ?? STANDARD_OUTPUT;
    if (output === STANDARD_OUTPUT) terminal.out(text);
    else
      await writeFileAtomically(output, text, {
        overwrite: false,
        ...(target.half === 'private' ? { mode: 0o600 } : {}),
      });
    return 0;
  },
};
