import {
  checkSignature,
  completeMetadata,
  type Layout,
  type Link,
  linkFileName,
  type Metadata,
  nodeBackend,
  readMetadataAndPayload,
  readPublicKey,
  signMetadata,
  withSigner,
  writeMetadataFile,
} from '@intoto/node';

import { ProgramParser } from '../argument-parser.ts';
import { type Arguments, readArguments } from '../arguments.ts';
import { readExpiry } from '../expiry.ts';
import type { Program } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { GpgUnsupportedError } from './gpg-unsupported-error.ts';
import { createLog, type Log } from './log.ts';
import { declareGpgHome, declareVerbosity } from './options.ts';
import { QUESTION } from './signer.ts';

function createParser(): ProgramParser {
  const parser = new ProgramParser({
    prog: 'in-toto-sign',
    description: 'Signs a link or layout, replacing its signatures or adding to them, or verifies signatures.',
  });
  const named = parser.add_first_group('Required Named Arguments');
  named.add_argument('-f', '--file', { required: true, metavar: '<path>', help: 'the link or layout' });
  parser.add_argument('-k', '--key', {
    nargs: '+',
    metavar: '<path>',
    help: 'private keys (PKCS8/PEM); with --verify public keys',
  });
  parser.add_argument('-p', '--prompt', { action: 'store_true', help: 'ask for the password of the private keys' });
  parser.add_argument('-g', '--gpg', { nargs: '*', metavar: '<id>', help: 'GPG keys (not supported yet)' });
  declareGpgHome(parser);
  parser.add_argument('-o', '--output', {
    metavar: '<path>',
    help: 'where to write; default: a layout in place, a link as <name>.<keyid prefix>.link',
  });
  parser.add_argument('-a', '--append', {
    action: 'store_true',
    help: 'keep the signatures that are there; layouts only',
  });
  parser.add_argument('--verify', { action: 'store_true', help: 'verify signatures of every key given' });
  declareVerbosity(parser);
  parser.add_argument('--version', { action: 'version', version: `in-toto-sign ${VERSION}` });
  return parser;
}

/** Ends the program with the help on standard output, the usage and the message on standard error, and status 2. */
function refuse(parser: ProgramParser, message: string): never {
  parser.print_help();
  parser.error(message);
}

/** The payload before it is signed, or what its signers would sign. */
interface Subject {
  readonly metadata: Metadata;
  readonly payload: Layout | Link;
}

async function load(args: Arguments): Promise<Subject> {
  return readMetadataAndPayload(args.required('file'), { dialect: 'python' });
}

async function verify({ metadata }: Subject, args: Arguments, log: Log): Promise<number> {
  if (args.list('gpg') !== undefined) throw new GpgUnsupportedError();
  const paths = args.list('key') ?? [];
  const keys = await Promise.all(paths.map((path) => readPublicKey(path)));
  for (const [at, key] of keys.entries()) {
    const result = await checkSignature(metadata, key, { backend: nodeBackend, form: 'reference' });
    if (!result.ok) {
      log.error(`Signature verification failed for ${paths[at]}: ${result.message} [${result.code}]`);
      return 1;
    }
    log.info(`Signature verification passed for ${paths[at]} (${key.keyId})`);
  }
  return 0;
}

async function sign({ metadata, payload }: Subject, args: Arguments, terminal: Terminal): Promise<string> {
  if (args.list('gpg') !== undefined) throw new GpgUnsupportedError();
  const password = args.flag('prompt') ? await terminal.askPassword(QUESTION) : undefined;
  // As the reference does: it signs what it understood of the file.
  let signed = completeMetadata(metadata, payload, { unknownMembers: 'omit', expires: readExpiry('1m', new Date()) });
  let keyId = '';
  for (const [at, source] of (args.list('key') ?? []).entries()) {
    const existing = at === 0 && !args.flag('append') ? 'replace-all' : 'append';
    const before = signed;
    signed = await withSigner(source, { password }, async (signer) => {
      keyId = signer.publicKey.keyId;
      return signMetadata(before, signer, { existing });
    });
  }
  const output = args.text('output') ?? '';
  const path =
    output !== ''
      ? output
      : payload.type === 'link'
        ? linkFileName(payload.name ?? 'None', keyId)
        : args.required('file');
  await writeMetadataFile(path, signed);
  return path;
}

/** `in-toto-sign`. */
export const inTotoSign: Program = async (argv, terminal) => {
  const parser = createParser();
  const args = readArguments(parser.parse_args([...argv]));
  const log = createLog(args, terminal);
  const keys = args.list('key');
  const gpg = args.list('gpg');
  if (args.flag('verify') && (args.flag('append') || (args.text('output') ?? '') !== '')) {
    refuse(parser, "conflicting arguments: don't specify any of 'append' or 'output' when verifying signatures");
  }
  if ((keys === undefined) === (gpg === undefined)) {
    refuse(parser, "wrong arguments: specify either '--key PATH [PATH ...]' or '--gpg [KEYID [KEYID ...]]'");
  }
  if (args.flag('verify') && gpg?.length === 0) {
    refuse(parser, "missing arguments: specify at least one keyid for GPG signature verification ('--gpg KEYID ...')");
  }
  let subject: Subject;
  try {
    subject = await load(args);
  } catch (error) {
    log.failure(`The following error occurred while loading the file:`, error);
    return 2;
  }
  if (subject.payload.type === 'link') {
    if ((keys ?? gpg ?? []).length > 1) refuse(parser, 'too many arguments: a link is signed with a single key');
    if (args.flag('append')) refuse(parser, 'wrong arguments: signatures cannot be added to those of a link');
  }
  try {
    if (args.flag('verify')) return await verify(subject, args, log);
    log.info(`written to ${await sign(subject, args, terminal)}`);
    return 0;
  } catch (error) {
    log.failure(
      `The following error occurred while ${args.flag('verify') ? 'verifying signatures' : 'signing'}:`,
      error,
    );
    return 2;
  }
};
