import type { KeyIdDescription, KeyIdName } from '@intoto/keys';
import {
  escapeUnprintable,
  type GpgPublicKey,
  identifyKeyFile,
  nodeBackend,
  type PublicKey,
  readPublicKey,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { printNote } from './key-note.ts';

/** What `--only` takes, and what it stands for. */
const NAMES: Readonly<Record<KeyIdName, string>> = {
  'in-toto': 'in-toto 3',
  'in-toto-2.3': 'in-toto 2.2 and 2.3 for PEM',
  legacy: 'in-toto up to 2.1',
  golang: 'in-toto-golang',
  'rust-ecdsa': 'in-toto-rs for ECDSA keys',
  witness: 'Witness',
  sigstore: 'Sigstore',
  openssh: 'OpenSSH',
  'jwk-thumbprint': 'JSON Web Keys',
  file: 'the one in the file',
};

interface NamedKey {
  readonly file: string;
  readonly description: string;
  readonly key: PublicKey;
  readonly ids: readonly KeyIdDescription[];
}

async function describe(file: string): Promise<NamedKey> {
  const key = await readPublicKey(file);
  if (key.form === 'gpg') return { file, key, description: 'an OpenPGP public key', ids: describeOpenPgpIds(key) };
  const [{ found, source }, { describeKeyIds }] = await Promise.all([identifyKeyFile(file), import('@intoto/keys')]);
  return {
    file,
    key,
    description: found.description,
    ids: await describeKeyIds(key, { backend: nodeBackend, source }),
  };
}

function describeOpenPgpIds({ keyId, subkeys }: GpgPublicKey): KeyIdDescription[] {
  const main: KeyIdDescription = {
    id: keyId,
    names: ['in-toto'],
    tools: ['GnuPG, and in-toto where gpg signs: the fingerprint'],
  };
  const tools = ["a subkey's fingerprint: links that it signs are named for it"];
  return [main, ...[...subkeys.keys()].map((id) => ({ id, names: [], tools }))];
}

function chooseName(args: Arguments): KeyIdName | undefined {
  const only = args.text('only');
  if (only !== undefined && args.flag('legacy')) throw new UsageError('Give --legacy or --only, not both.');
  const name = args.flag('legacy') ? 'legacy' : (only ?? (args.flag('short') ? 'in-toto' : undefined));
  return Object.keys(NAMES).find((known): known is KeyIdName => known === name);
}

function printText({ file, description, key, ids }: NamedKey): string {
  const rows = ids.flatMap(({ id, tools }) => [`  ${escapeUnprintable(id)}`, ...tools.map((tool) => `      ${tool}`)]);
  return `${file}: ${description}${key.form === 'gpg' ? '' : `, ${key.scheme}`}\n${rows.join('\n')}\n`;
}

function printJson({ file, description, key, ids }: NamedKey): object {
  return key.form === 'gpg'
    ? { file, description, ids }
    : { file, description, keytype: key.keyType, scheme: key.scheme, ids };
}

async function printOne(name: KeyIdName, args: Arguments, terminal: Terminal): Promise<void> {
  const files = args.list('files') ?? [];
  for (const file of files) {
    const { ids } = await describe(file);
    const found = ids.find(({ names }) => names.includes(name));
    if (found === undefined) throw new UsageError(`${file}: there is no id of the kind "${name}" for this key.`);
    const id = escapeUnprintable(args.flag('short') ? found.id.slice(0, 8) : found.id);
    terminal.out(files.length === 1 ? `${id}\n` : `${id}  ${file}\n`);
  }
}

/** `in-toto key id`: every name under which programs know a public key. */
export const keyId: Command = {
  name: 'id',
  help: 'print the key ids of public keys, and which programs use them',
  description:
    'Prints every id under which programs know a public key. FILE may be PEM or DER, a JSON Web Key, an OpenSSH key, a minisign key, ' +
    'a certificate, what gpg exports, a key file of in-toto 2, or a key object of a layout.',
  examples: ['in-toto key id alice.pub', 'in-toto key id --only golang ~/.ssh/id_ed25519.pub'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('files', { nargs: '+', metavar: 'FILE', help: 'public key of any kind' });
    parser.add_argument('--only', {
      choices: Object.keys(NAMES),
      metavar: 'NAME',
      help: `print one id: ${Object.entries(NAMES)
        .map(([name, meaning]) => `${name} (${meaning})`)
        .join(', ')}`,
    });
    parser.add_argument('--legacy', { action: 'store_true', help: 'the same as --only legacy' });
    parser.add_argument('--short', {
      action: 'store_true',
      help: 'only the first 8 characters, which stand in file names; of in-toto 3 without --only',
    });
    parser.add_argument('--json', { action: 'store_true', help: 'print everything as JSON' });
  },
  async run(args, terminal) {
    const name = chooseName(args);
    if (args.flag('json') && name !== undefined) throw new UsageError('--json prints every id: leave the others out.');
    const files = args.list('files') ?? [];
    if (name !== undefined) {
      await printOne(name, args, terminal);
      return 0;
    }
    const keys: NamedKey[] = [];
    for (const file of files) keys.push(await describe(file));
    for (const file of files) await printNote(file, terminal);
    terminal.out(
      args.flag('json') ? `${JSON.stringify(keys.map(printJson), null, 2)}\n` : keys.map(printText).join('\n'),
    );
    return 0;
  },
};
