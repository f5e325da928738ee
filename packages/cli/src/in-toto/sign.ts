import { basename } from 'node:path';

import {
  checkSignature,
  completeMetadata,
  type Layout,
  type Link,
  linkFileName,
  type Metadata,
  nodeBackend,
  openpgp,
  readMetadata,
  readMetadataAndPayload,
  readPublicKey,
  writeMetadataFile,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { certify } from './certify.ts';
import type { Command } from './command.ts';
import { declareGpgHome, readGpgKeys, readGpgSources, readSignerOptions } from './gpg-options.ts';
import { declareKeysPassword } from './password.ts';
import { signWithKeys } from './sign-with-keys.ts';
import { findUnknownMembers } from './unknown-members.ts';

async function check(args: Arguments, terminal: Terminal): Promise<number> {
  const file = args.required('file');
  const metadata = await readMetadata(file);
  const results = [];
  const files = await Promise.all(
    (args.list('keys') ?? []).map(async (path) => [path, await readPublicKey(path)] as const),
  );
  const ring = (await readGpgKeys(args)).map((key) => [key.keyId, key] as const);
  for (const [name, key] of [...files, ...ring]) {
    const result = await checkSignature(metadata, key, { backend: nodeBackend, openpgp, now: new Date() });
    results.push({ key: name, keyId: key.keyId, ...result });
  }
  const ok = results.every((result) => result.ok);
  if (args.flag('json')) terminal.out(`${JSON.stringify({ ok, file, signatures: results }, null, 2)}\n`);
  else
    for (const result of results)
      terminal.out(
        `${result.ok ? 'good' : 'BAD '}  ${result.key}${result.ok ? '' : `: ${result.message} [${result.code}]`}\n`,
      );
  return ok ? 0 : 1;
}

/** Refuses what no verifier would accept once it is signed. */
function assertWorthSigning(file: string, payload: Layout | Link, args: Arguments): void {
  if (payload.type === 'link') {
    if ((args.list('keys') ?? args.list('gpg') ?? []).length > 1 || args.flag('append')) {
      throw new UsageError('A link has one signature: give one key, without --append.');
    }
  } else if (payload.expires === undefined) {
    throw new UsageError(`${file} does not say when it expires. Give it an "expires", e.g. "2030-01-01T00:00:00Z".`);
  }
}

/** A link's name comes from the file: it must not lead out of the working directory. */
function defaultOutput(payload: Layout | Link, keyId: string): string | undefined {
  if (payload.type === 'layout') return undefined;
  const output = linkFileName(payload.name ?? '', keyId);
  if (payload.name !== null && payload.name !== '' && basename(output) === output) return output;
  throw new UsageError(
    `The link's name is ${JSON.stringify(payload.name)}, which cannot be a file name. Give --output.`,
  );
}

async function signFile(args: Arguments, terminal: Terminal): Promise<void> {
  const file = args.required('file');
  const { metadata: received, payload } = await readMetadataAndPayload(file);
  assertWorthSigning(file, payload, args);
  const unknown = received.container === 'metablock' ? findUnknownMembers(payload) : [];
  if (unknown.length > 0) {
    terminal.err(
      `in-toto: warning: ${file} has members that in-toto does not know: ${unknown.join(', ')}. ` +
        'Verification will refuse it unless you remove them and sign again.\n',
    );
  }
  const sources = [...(args.list('keys') ?? []), ...readGpgSources(args)];
  const certificate = args.text('cert');
  if (certificate !== undefined && sources.length > 1) {
    throw new UsageError('A certificate belongs to one key: give one with --cert, and the others with --append.');
  }
  const append = args.flag('append');
  const options = await readSignerOptions(args, terminal);
  const before: Metadata = append ? received : { ...completeMetadata(received, payload), signatures: [] };
  const metadata = await signWithKeys(before, sources, options, (signer) => certify(signer, certificate));
  const keyId = metadata.signatures.at(-1)?.keyId ?? '';
  await writeMetadataFile(args.text('output') ?? defaultOutput(payload, keyId) ?? file, metadata);
}

/** `in-toto sign`. */
export const sign: Command = {
  name: 'sign',
  help: 'sign a layout or a link, or check its signatures',
  description:
    'Replaces the signatures of a file, or adds to them with --append. With --verify it checks that every key has signed; ' +
    'it says nothing about the supply chain.',
  usage: '-f FILE -k KEY [KEY ...] [options]',
  examples: ['in-toto sign -f root.layout -k owner', 'in-toto sign -f root.layout -k owner.pub --verify'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('-f', '--file', {
      required: true,
      metavar: 'FILE',
      help: 'layout or link, in either container',
    });
    parser.add_argument('-k', '--keys', {
      nargs: '+',
      metavar: 'KEY',
      help: 'private keys: files, or pkcs11:, ssh-agent: or gpg: URIs; with --verify public keys',
    });
    parser.add_argument('-g', '--gpg', {
      nargs: '*',
      metavar: 'ID',
      help: "keys of gpg's keyring instead; without ID gpg's default",
    });
    declareGpgHome(parser);
    declareKeysPassword(parser);
    parser.add_argument('--cert', {
      metavar: 'FILE',
      help: "the key's X.509 certificate, which the signature carries",
    });
    parser.add_argument('-a', '--append', { action: 'store_true', help: 'keep the signatures that are there' });
    parser.add_argument('-o', '--output', {
      metavar: 'FILE',
      help: 'where to write (default: a layout in place, a link as NAME.KEYID.link)',
    });
    parser.add_argument('--verify', { action: 'store_true', help: 'check signatures' });
    parser.add_argument('--json', { action: 'store_true', help: 'with --verify: print the verdict as JSON' });
  },
  async run(args, terminal) {
    if ((args.list('keys') === undefined) === (args.list('gpg') === undefined)) {
      throw new UsageError('Give --keys KEY or --gpg [ID], one of them.');
    }
    if (args.flag('verify')) {
      if (args.list('gpg')?.length === 0) throw new UsageError('--verify needs to know the keys: --gpg ID.');
      if (args.flag('append') || args.text('output') !== undefined || args.text('cert') !== undefined) {
        throw new UsageError('--verify changes nothing: leave --append, --output and --cert out.');
      }
      return check(args, terminal);
    }
    if (args.flag('json')) throw new UsageError('--json belongs to --verify.');
    await signFile(args, terminal);
    return 0;
  },
};
