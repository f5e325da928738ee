import { diagnoseMetadata, type Diagnosis } from '@intoto/layout';
import { nodeBackend, openpgp, readMetadataBytes, readPublicKeys } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';

const describe = ({ code, keyId, message, remedy }: Diagnosis): string =>
  `${code}${keyId === undefined ? '' : ` key ${keyId.slice(0, 8)}`}\n  ${message}\n  To do: ${remedy}\n`;

/** `in-toto layout doctor`. */
export const layoutDoctor: Command = {
  name: 'doctor',
  help: 'find out why a signature does not verify',
  description:
    'Looks for the reason why a layout or link does not verify with keys that should have signed it: content that was serialised ' +
    'otherwise, key ids, salts, payload types, base64, letter case. Exit status: 0 nothing is wrong, 1 something is, 2 wrong usage ' +
    'or not metadata at all.',
  examples: ['in-toto layout doctor root.layout -k owner.pub'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'layout or link, in either container' });
    parser.add_argument('-k', '--keys', {
      required: true,
      nargs: '+',
      metavar: 'KEY',
      help: 'public keys of those who should have signed',
    });
    parser.add_argument('--json', { action: 'store_true', help: 'print what is found as JSON' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const keys = await readPublicKeys(args.list('keys') ?? []);
    const source = await readMetadataBytes(file);
    const found = await diagnoseMetadata(source, {
      keys: [...keys.values()],
      backend: nodeBackend,
      openpgp,
      now: new Date(),
    });
    const ok = found.length === 0;
    const text = ok ? `Every key has signed ${file}, and nothing is unusual.\n` : found.map(describe).join('\n');
    terminal.out(args.flag('json') ? `${JSON.stringify({ ok, file, found }, null, 2)}\n` : text);
    return ok ? 0 : 1;
  },
};
