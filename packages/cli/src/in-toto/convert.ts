import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Layout,
  type Link,
  type Metadata,
  readMetadataAndPayload,
  writeMetadataFile,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { choosePassword, declareKeysPassword } from './password.ts';
import { signWithKeys } from './sign-with-keys.ts';

/** The same payload in the other container. The containers sign different bytes, so no signature can be carried over. */
function convertMetadata(payload: Layout | Link, container: 'metablock' | 'dsse'): Metadata {
  const tree = payload.type === 'layout' ? encodeLayout(payload) : encodeLink(payload);
  return container === 'dsse' ? createEnvelope(tree) : createMetablock(tree);
}

/** `in-toto convert`. */
export const convert: Command = {
  name: 'convert',
  help: 'convert between Metablock and DSSE, and sign again',
  description:
    'Writes a layout or link in the other container. The two containers sign different bytes: signatures are not carried over, so ' +
    'give the keys that sign the result, or say --unsigned.',
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'layout or link, in either container' });
    parser.add_argument('--to', { required: true, choices: ['metablock', 'dsse'], help: 'the container to write' });
    parser.add_argument('-k', '--signing-keys', {
      nargs: '+',
      metavar: 'KEY',
      help: 'private keys that sign the result: files, or pkcs11:, ssh-agent: or gpg: URIs',
    });
    parser.add_argument('--unsigned', { action: 'store_true', help: 'leave the result unsigned' });
    declareKeysPassword(parser);
    parser.add_argument('-o', '--output', { metavar: 'FILE', help: 'where to write (default: in place)' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const keys = args.list('signing_keys') ?? [];
    if (keys.length > 0 === args.flag('unsigned')) {
      throw new UsageError('Signatures cannot be carried over: give --signing-keys or --unsigned, one of them.');
    }
    const to = args.required('to') === 'dsse' ? 'dsse' : 'metablock';
    const received = await readMetadataAndPayload(file);
    if (received.metadata.container === to) throw new UsageError(`${file} is in that container already.`);
    const unsigned = convertMetadata(received.payload, to);
    const metadata = await signWithKeys(unsigned, keys, { password: await choosePassword(args, terminal) });
    await writeMetadataFile(args.text('output') ?? file, metadata);
    return 0;
  },
};
