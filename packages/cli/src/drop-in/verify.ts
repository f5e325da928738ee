import { assertDirectory, createExecInspectionRunner, renderText, verifyFiles } from '@intoto/node';

import { exportGpgKeys } from '../gpg.ts';
import type { Program } from '../program.ts';
import { type ProgramDeclaration, readCommandLine } from './command-line.ts';
import { createLog } from './log.ts';
import { declareGpgHome, declareVerbosity, DEFAULT_TIMEOUT_SECONDS } from './options.ts';

/** Its arguments. */
export const PROGRAM: ProgramDeclaration = {
  name: 'in-toto-verify',
  usage: '%(prog)s <named arguments> [options]',
  description:
    'Verifies that the product in the working directory came about as its layout says. Runs the inspections of the layout. ' +
    'Exit status: 0 passed, 1 failed, 2 wrong usage.',
  hasVersion: true,
  declare(parser) {
    const named = parser.add_first_group('Required Named Arguments');
    named.add_argument('-l', '--layout', { required: true, metavar: '<path>', help: 'the root layout' });
    named.add_argument('--verification-keys', {
      nargs: '+',
      metavar: '<path>',
      help: 'public keys that must have signed the layout',
    });
    named.add_argument('-g', '--gpg', {
      nargs: '+',
      metavar: '<id>',
      help: 'GPG keys that must have signed the layout; the ends of fingerprints',
    });
    parser.add_argument('--link-dir', {
      metavar: '<path>',
      default: '.',
      help: 'where the links are; default is the working directory',
    });
    declareGpgHome(parser);
    parser.add_argument('--inspection-timeout', {
      type: 'int',
      default: DEFAULT_TIMEOUT_SECONDS,
      help: `seconds that an inspection may take; default is ${DEFAULT_TIMEOUT_SECONDS}`,
    });
    declareVerbosity(parser);
  },
};

/** `in-toto-verify`: the reference profile; says nothing of a success unless `-v` is given. */
export const inTotoVerify: Program = async (argv, terminal) => {
  const { args, refuse } = await readCommandLine(PROGRAM, argv, terminal);
  const log = createLog(args, terminal);
  const keys = args.list('verification_keys') ?? [];
  const gpg = args.list('gpg') ?? [];
  if (keys.length === 0 && gpg.length === 0) {
    return refuse(
      'help',
      "wrong arguments: specify at least one layout verification key: '--verification-keys path [path ...]' and/or '--gpg id [id ...]'.",
    );
  }
  try {
    const linkDirectory = args.required('link_dir') || '.';
    await assertDirectory(linkDirectory).catch((error: unknown) => log.failure('(in-toto-verify) --link-dir:', error));
    const report = await verifyFiles({
      layout: args.required('layout'),
      keys,
      publicKeys: await exportGpgKeys(gpg, { homeDirectory: args.text('gpg_home'), profile: 'reference' }),
      linkDirectory,
      blocking: true,
      profile: 'reference',
      inspectionRunner: createExecInspectionRunner({
        timeoutMs: 1000 * Math.max(0, args.integer('inspection_timeout') ?? 0),
        stdin: 'inherit',
        persist: true,
      }),
    });
    const text = renderText(report, { width: terminal.width }).trimEnd();
    if (report.ok) log.info(text);
    else log.error(text);
    return report.ok ? 0 : 1;
  } catch (error) {
    log.failure('(in-toto-verify)', error);
    return 1;
  }
};
