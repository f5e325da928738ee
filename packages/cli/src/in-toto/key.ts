import { rm } from 'node:fs/promises';

import {
  encodePrivateKeyPem,
  encodePublicKeyPem,
  formatJson,
  generatePrivateKey,
  nodeBackend,
  readPublicKey,
  writeFileAtomically,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';
import { printNote } from './key-note.ts';
import { choosePassword } from './password.ts';

const CURVES = { 'ecdsa-p256': 'P-256', 'ecdsa-p384': 'P-384', 'ecdsa-p521': 'P-521' } as const;
const TYPES = ['ed25519', 'ecdsa', ...Object.keys(CURVES), 'rsa'];

function request(type: string): Parameters<typeof generatePrivateKey>[0] {
  if (type === 'ed25519' || type === 'rsa') return { type, backend: nodeBackend };
  const curve = Object.entries(CURVES).find(([name]) => name === type)?.[1] ?? 'P-256';
  return { type: 'ecdsa', curve, backend: nodeBackend };
}

/** `in-toto key new`: a private key as PKCS#8 PEM with mode 0600, and its public key beside it. */
export const keyNew: Command = {
  name: 'new',
  help: 'make a key pair: FILE and FILE.pub',
  description:
    'Makes a key pair: the private key in FILE, for its owner only, and the public key in FILE.pub. Prints the key id.',
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', {
      metavar: 'FILE',
      help: 'where the private key goes; the public key goes to FILE.pub',
    });
    parser.add_argument('-t', '--type', {
      choices: TYPES,
      default: 'ed25519',
      metavar: 'TYPE',
      help: 'ed25519 (default), ecdsa-p256 or just ecdsa, ecdsa-p384, ecdsa-p521, rsa (3072 bits)',
    });
    parser.add_argument('-P', '--password', {
      nargs: '?',
      const: '',
      metavar: 'PASSWORD',
      help: 'encrypt the private key; asks where PASSWORD is not given',
    });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const password = await choosePassword(args, terminal, { confirm: true });
    const key = await generatePrivateKey(request(args.required('type')));
    const pem = await encodePrivateKeyPem(key, { backend: nodeBackend, password });
    await writeFileAtomically(file, pem, { mode: 0o600, overwrite: false });
    try {
      await writeFileAtomically(`${file}.pub`, encodePublicKeyPem(key.publicKey), { overwrite: false });
    } catch (error) {
      // Half a pair would only be in the way.
      await rm(file);
      throw error;
    }
    terminal.out(`${key.publicKey.keyId}\n`);
    return 0;
  },
};

/** `in-toto key show`: the key as it would stand in a layout. */
export const keyShow: Command = {
  name: 'show',
  help: 'print a public key as it stands in a layout',
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'public key of any kind, see `in-toto key id`' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const key = await readPublicKey(file);
    await printNote(file, terminal);
    terminal.out(`${formatJson(key.json, 'indented')}\n`);
    return 0;
  },
};
