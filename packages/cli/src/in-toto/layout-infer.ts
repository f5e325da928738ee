import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { inferLayout, type Rehearsal, type RehearsalLink } from '@intoto/layout';
import {
  assertDirectory,
  checkSignature,
  isLink,
  nodeBackend,
  openpgp,
  type PublicKey,
  readMetadataAndPayload,
  readPublicKeys,
  writeFileAtomically,
  writeMetadata,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { readFutureExpiry } from '../expiry.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { wrapLayout } from './layout-file.ts';

/** The link in a file, once for each of the keys that signed it. */
async function readLink(file: string, keys: ReadonlyMap<string, PublicKey>): Promise<readonly RehearsalLink[]> {
  const { metadata, payload } = await readMetadataAndPayload(file);
  if (!isLink(payload)) throw new UsageError(`${file} is a layout: sublayouts cannot be inferred. Leave it out.`);
  const signed: RehearsalLink[] = [];
  for (const key of keys.values()) {
    const { ok } = await checkSignature(metadata, key, { backend: nodeBackend, openpgp, now: new Date() });
    if (ok) signed.push({ link: payload, keyId: key.keyId });
  }
  if (signed.length === 0) throw new UsageError(`${file} is not signed by any of the --functionaries.`);
  return signed;
}

async function readRehearsal(directory: string, keys: ReadonlyMap<string, PublicKey>): Promise<Rehearsal> {
  await assertDirectory(directory);
  const files = (await readdir(directory)).filter((name) => name.endsWith('.link')).sort();
  const links: RehearsalLink[] = [];
  for (const name of files) links.push(...(await readLink(join(directory, name), keys)));
  return links;
}

/** `in-toto layout infer`. */
export const layoutInfer: Command = {
  name: 'infer',
  help: 'lay down a supply chain from links of a rehearsal',
  description:
    'Writes the strictest layout that a rehearsal passes: who signed, every artifact by name and compared with where it comes ' +
    'from, nothing else allowed. From several rehearsals, names that differ in numbers only become patterns. The layout is not ' +
    'signed; look at it with layout show and layout test first.',
  usage: 'FILE --from-links DIR --functionaries KEY [options]',
  examples: ['in-toto layout infer root.layout --from-links links --functionaries *.pub'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'where the layout goes' });
    parser.add_argument('--from-links', {
      required: true,
      nargs: '+',
      metavar: 'DIR',
      help: 'directories with the links of one rehearsal each',
    });
    parser.add_argument('--functionaries', {
      required: true,
      nargs: '+',
      metavar: 'KEY',
      help: 'public keys of those who signed them',
    });
    parser.add_argument('--expires', {
      default: '1m',
      metavar: 'WHEN',
      help: 'in 12h, 90d, 2w, 6m or 1y, or at YYYY-MM-DDTHH:MM:SSZ (default: 1m, a month)',
    });
    parser.add_argument('--inspection', {
      default: 'delivered',
      metavar: 'NAME',
      help: 'an inspection that compares what is delivered with the last products (default: delivered)',
    });
    parser.add_argument('--no-inspection', { action: 'store_true', help: 'leave it out' });
    parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope instead of a Metablock' });
    parser.add_argument('--force', { action: 'store_true', help: 'replace FILE if it exists' });
  },
  async run(args) {
    const keys = await readPublicKeys(args.list('functionaries') ?? []);
    const rehearsals: Rehearsal[] = [];
    for (const directory of args.list('from_links') ?? []) rehearsals.push(await readRehearsal(directory, keys));
    const layout = inferLayout({
      rehearsals,
      keys,
      expires: readFutureExpiry(args.required('expires'), new Date()),
      inspection: args.flag('no_inspection') ? undefined : args.required('inspection'),
    });
    const metadata = wrapLayout(layout, args.flag('use_dsse') ? 'dsse' : 'metablock');
    await writeFileAtomically(args.required('file'), writeMetadata(metadata), { overwrite: args.flag('force') });
    return 0;
  },
};
