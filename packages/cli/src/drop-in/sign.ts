import {
  checkSignature,
  completeMetadata,
  type Layout,
  type Link,
  linkFileName,
  type Metadata,
  nodeBackend,
  openpgp,
  type OpenSignerOptions,
  type PublicKey,
  readMetadataAndPayload,
  readPublicKey,
  signMetadata,
  withSigner,
  writeMetadataFile,
} from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import { readExpiry } from '../expiry.ts';
import { assertContainer } from '../gpg-envelopes.ts';
import { exportGpgKeys } from '../gpg.ts';
import type { Program } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { createLog, type Log } from './log.ts';
import { declareGpgHome, declareVerbosity } from './options.ts';
import { assertHexadecimal, QUESTION } from './signer.ts';

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-sign',
  description: 'Signs a link or layout, replacing its signatures or adding to them, or verifies signatures.',
  hasVersion: true,
  declare(parser) {
    const named = parser.add_first_group('Required Named Arguments');
    named.add_argument('-f', '--file', { required: true, metavar: '<path>', help: 'the link or layout' });
    parser.add_argument('-k', '--key', {
      nargs: '+',
      metavar: '<path>',
      help: 'private keys (PKCS8/PEM); with --verify public keys',
    });
    parser.add_argument('-p', '--prompt', { action: 'store_true', help: 'ask for the password of the private keys' });
    parser.add_argument('-g', '--gpg', {
      nargs: '*',
      metavar: '<id>',
      help: 'GPG keys, or the default one where no <id> is given',
    });
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
  },
};

/** The payload before it is signed, or what its signers would sign. */
interface Subject {
  readonly metadata: Metadata;
  readonly payload: Layout | Link;
}

async function load(args: Arguments): Promise<Subject> {
  return readMetadataAndPayload(args.required('file'), { dialect: 'python' });
}

/** What is an error to the reference rather than a signature that does not verify. */
const UNDECIDED: ReadonlySet<string> = new Set([
  'ERR_CRYPTO_UNSUPPORTED',
  'ERR_KEY_FORMAT',
  'ERR_KEY_EXPIRED',
  'ERR_SIGNATURE_FORMAT',
]);

async function loadPublicKeys(args: Arguments): Promise<readonly PublicKey[]> {
  const paths = args.list('key');
  if (paths !== undefined) return Promise.all(paths.map((path) => readPublicKey(path)));
  return exportGpgKeys(args.list('gpg') ?? [], { homeDirectory: args.text('gpg_home'), profile: 'reference' });
}

/** The keys that sign, one by one: the first may fail before the next one is looked at. */
function* signerSources(args: Arguments): Generator<string> {
  const gpg = args.list('gpg');
  if (gpg === undefined) yield* args.list('key') ?? [];
  else if (gpg.length === 0) yield 'gpg:';
  else
    for (const keyId of gpg) {
      assertHexadecimal(keyId);
      yield `gpg:${keyId}`;
    }
}

async function verify({ metadata }: Subject, args: Arguments, log: Log): Promise<number> {
  const names = args.list('key') ?? args.list('gpg') ?? [];
  const keys = await loadPublicKeys(args);
  for (const [at, key] of keys.entries()) {
    const options = { backend: nodeBackend, form: 'reference', openpgp, now: new Date() } as const;
    const result = await checkSignature(metadata, key, options);
    if (!result.ok) {
      log.error(`Signature verification failed for ${names[at]}: ${result.message} [${result.code}]`);
      return UNDECIDED.has(result.code) ? 2 : 1;
    }
    log.info(`Signature verification passed for ${names[at]} (${key.keyId})`);
  }
  return 0;
}

async function sign({ metadata, payload }: Subject, args: Arguments, terminal: Terminal): Promise<string> {
  // As the reference does: it signs what it understood of the file.
  let signed = completeMetadata(metadata, payload, { unknownMembers: 'omit', expires: readExpiry('1m', new Date()) });
  if (!args.flag('append')) signed = { ...signed, signatures: [] };
  const asks = args.flag('prompt') && args.list('gpg') === undefined;
  const password = asks ? await terminal.askPassword(QUESTION) : undefined;
  const options: OpenSignerOptions = { password, gpgHome: args.text('gpg_home'), profile: 'reference' };
  for (const source of signerSources(args)) {
    const before = signed;
    signed = await withSigner(source, options, async (signer) => {
      assertContainer(signer, before.container);
      return signMetadata(before, signer);
    });
  }
  const keyId = signed.signatures.at(-1)?.keyId ?? '';
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
  const { args, refuse } = await readCommandLine(PROGRAM, argv, terminal);
  const log = createLog(args, terminal);
  const keys = args.list('key');
  const gpg = args.list('gpg');
  if (args.flag('verify') && (args.flag('append') || (args.text('output') ?? '') !== '')) {
    return refuse('help', "conflicting arguments: don't specify any of 'append' or 'output' when verifying signatures");
  }
  if ((keys === undefined) === (gpg === undefined)) {
    return refuse('help', "wrong arguments: specify either '--key PATH [PATH ...]' or '--gpg [KEYID [KEYID ...]]'");
  }
  if (args.flag('verify') && gpg?.length === 0) {
    return refuse(
      'help',
      "missing arguments: specify at least one keyid for GPG signature verification ('--gpg KEYID ...')",
    );
  }
  let subject: Subject;
  try {
    subject = await load(args);
  } catch (error) {
    log.failure(`The following error occurred while loading the file:`, error);
    return 2;
  }
  if (subject.payload.type === 'link') {
    if ((keys ?? gpg ?? []).length > 1) return refuse('help', 'too many arguments: a link is signed with a single key');
    if (args.flag('append')) return refuse('help', 'wrong arguments: signatures cannot be added to those of a link');
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
