import { type Layout, type Metadata, writeMetadataFile } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import { readFutureExpiry } from '../expiry.ts';
import type { Terminal } from '../terminal.ts';
import type { Command } from './command.ts';
import { declareGpgHome, readSignerOptions } from './gpg-options.ts';
import { readLayoutFile, wrapLayout } from './layout-file.ts';
import { declareKeysPassword } from './password.ts';
import { signWithKeys } from './sign-with-keys.ts';

function declareSigning(parser: ArgumentTarget, isRequired: boolean): void {
  parser.add_argument('file', { metavar: 'FILE', help: 'layout, in either container' });
  parser.add_argument('-k', '--signing-keys', {
    required: isRequired,
    nargs: '+',
    metavar: 'KEY',
    help: 'private keys of the owners: files, or pkcs11:, ssh-agent: or gpg: URIs',
  });
  declareGpgHome(parser);
  declareKeysPassword(parser);
  parser.add_argument('-o', '--output', { metavar: 'FILE', help: 'where to write (default: in place)' });
}

/** Signs a layout in place of the one that was read, and says whose signatures it has no longer. */
async function replace(args: Arguments, terminal: Terminal, received: Metadata, layout: Layout): Promise<void> {
  const file = args.required('file');
  const sources = args.list('signing_keys') ?? [];
  const options = sources.length === 0 ? {} : await readSignerOptions(args, terminal);
  const metadata = await signWithKeys(wrapLayout(layout, received.container), sources, options);
  const signers = new Set(metadata.signatures.map(({ keyId }) => keyId));
  const lost = received.signatures.filter(({ keyId }) => !signers.has(keyId)).map(({ keyId }) => keyId.slice(0, 8));
  if (lost.length > 0) {
    terminal.err(
      `in-toto: ${file} is no longer signed by ${lost.join(', ')}: in-toto sign --append adds signatures.\n`,
    );
  }
  await writeMetadataFile(args.text('output') ?? file, metadata);
}

/** `in-toto layout renew`. */
export const layoutRenew: Command = {
  name: 'renew',
  help: 'give a layout a new expiry',
  description:
    'Writes the layout with another expiry and signs it. Nothing else changes: links made before count as they did.',
  usage: 'FILE --expires WHEN [-k KEY ...] [options]',
  examples: ['in-toto layout renew root.layout --expires 90d -k owner'],
  declare(parser: ArgumentTarget) {
    declareSigning(parser, false);
    parser.add_argument('--expires', {
      required: true,
      metavar: 'WHEN',
      help: 'in 12h, 90d, 2w, 6m or 1y, or at YYYY-MM-DDTHH:MM:SSZ',
    });
  },
  async run(args, terminal) {
    const { metadata, layout } = await readLayoutFile(args.required('file'));
    const expires = readFutureExpiry(args.required('expires'), new Date());
    await replace(args, terminal, metadata, { ...layout, expires });
    return 0;
  },
};

/** `in-toto layout resign`. */
export const layoutResign: Command = {
  name: 'resign',
  help: 'sign a layout with other keys',
  description:
    "Replaces all signatures of a layout, after a change of the owner's keys for example, and says whose are gone. Nothing else " +
    'changes: links made before count as they did.',
  usage: 'FILE -k KEY [KEY ...] [options]',
  examples: ['in-toto layout resign root.layout -k new-owner'],
  declare(parser: ArgumentTarget) {
    declareSigning(parser, true);
  },
  async run(args, terminal) {
    const { metadata, layout } = await readLayoutFile(args.required('file'));
    await replace(args, terminal, metadata, layout);
    return 0;
  },
};
