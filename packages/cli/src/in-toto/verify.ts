import {
  type AnyReport,
  createExecInspectionRunner,
  denyInspections,
  renderJson,
  renderText,
  type Verdict,
  verdictOf,
  verifyBundle,
  verifyBundleSteps,
  verifyFiles,
  verifyFileSteps,
  type VerifyOptions,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { declareGpgHome, readGpgKeys } from './gpg-options.ts';
import { readKeyNames } from './key-names.ts';
import { declareReportFiles, readReportFiles, writeReportFiles } from './report-files.ts';
import { readSeconds } from './seconds.ts';
import { readTime } from './time.ts';

function readParameters(pairs: readonly string[] | undefined): ReadonlyMap<string, string> | undefined {
  if (pairs === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--parameters ${pair}: give NAME=VALUE.`);
    const name = pair.slice(0, at);
    if (parameters.has(name)) throw new UsageError(`--parameters ${name} is given twice.`);
    parameters.set(name, pair.slice(at + 1));
  }
  return parameters;
}

function verifyEvidence(args: Arguments, options: VerifyOptions): Promise<AnyReport> {
  const [layout, bundle, linkDirectory] = [args.text('layout'), args.text('bundle'), args.text('link_dir')];
  const steps = args.list('only');
  if (bundle !== undefined) {
    if (layout !== undefined || linkDirectory !== undefined) {
      throw new UsageError('A bundle has its layout and links: leave --layout and --link-dir out.');
    }
    return steps === undefined
      ? verifyBundle({ ...options, bundle })
      : verifyBundleSteps({ ...options, bundle, steps });
  }
  if (layout === undefined) throw new UsageError('Give --layout FILE or --bundle FILE.');
  const files = { ...options, layout, linkDirectory, blocking: true };
  return steps === undefined ? verifyFiles(files) : verifyFileSteps({ ...files, steps });
}

/** What is no pass must not exit like one, nor like a failure: whoever asked for some steps wants to know whether they are good. */
const EXIT_STATUS: Readonly<Record<Verdict, number>> = { PASSED: 0, FAILED: 1, PARTIAL: 3 };

/** `in-toto verify`. */
export const verify: Command = {
  name: 'verify',
  help: 'verify a supply chain',
  description:
    'Verifies the product in the working directory: exit status 0 passed, 1 failed, 2 wrong usage or input, 3 nothing failed among the ' +
    "steps of --only, which is no pass. The layout's inspections run commands in the working directory.",
  usage: '(-l FILE | --bundle FILE) -k KEY [KEY ...] [options]',
  examples: [
    'in-toto verify -l root.layout -k owner.pub',
    'in-toto verify --bundle app.intoto.zip -k owner.pub',
    'in-toto verify -l root.layout -k owner.pub --link-dir links --json',
    'in-toto verify -l root.layout -k owner.pub --report report.html',
    'in-toto verify -l root.layout -k owner.pub --at 2027-01-01T00:00:00Z',
    'in-toto verify -l root.layout -k owner.pub --only build',
  ],
  declare(parser: ArgumentTarget) {
    parser.add_argument('-l', '--layout', { metavar: 'FILE', help: "the project owner's layout" });
    parser.add_argument('--bundle', { metavar: 'FILE', help: 'a bundle with the layout and its links, instead' });
    parser.add_argument('-k', '--verification-keys', {
      nargs: '+',
      metavar: 'KEY',
      help: "the project owner's public keys; each must have signed the layout",
    });
    parser.add_argument('-g', '--gpg', {
      nargs: '+',
      metavar: 'ID',
      help: "public keys of gpg's keyring, besides or instead of --verification-keys",
    });
    declareGpgHome(parser);
    parser.add_argument('--link-dir', { metavar: 'DIR', help: 'where the links are (default: .)' });
    parser.add_argument('--intermediate-certs', {
      nargs: '+',
      metavar: 'FILE',
      help: "X.509 certificates that may lead from a signer's to a root of the layout, besides those of the layout",
    });
    parser.add_argument('--profile', {
      choices: ['strict', 'reference'],
      default: 'strict',
      help: 'strict: the specification read strictly (default); reference: the verdict of in-toto for Python',
    });
    parser.add_argument('--parameters', {
      nargs: '+',
      metavar: 'NAME=VALUE',
      help: 'values for {NAME} in rules and commands',
    });
    parser.add_argument('--inspections', {
      choices: ['run', 'deny'],
      default: 'run',
      help: 'run them (default), or fail a layout that has any',
    });
    parser.add_argument('--inspection-timeout', {
      type: 'int',
      default: 10,
      metavar: 'SECONDS',
      help: 'for each inspection (default: 10)',
    });
    parser.add_argument('--at', {
      metavar: 'TIME',
      help: 'verify for this time instead of now (YYYY-MM-DDTHH:MM:SSZ), and say what expires when',
    });
    parser.add_argument('--only', {
      nargs: '+',
      action: 'extend',
      metavar: 'STEP',
      help: 'check these steps alone, and run no inspection; the verdict is PARTIAL or FAILED, never PASSED',
    });
    parser.add_argument('--json', { action: 'store_true', help: 'print the whole report as JSON' });
    declareReportFiles(parser);
  },
  async run(args, terminal) {
    const inspectionTimeoutMs = readSeconds(args, 'inspection-timeout');
    const files = readReportFiles(args);
    const now = readTime(args, 'at');
    const keys = args.list('verification_keys') ?? [];
    const publicKeys = await readGpgKeys(args);
    if (keys.length + publicKeys.length === 0) {
      throw new UsageError("Give the project owner's public keys: --verification-keys KEY or --gpg ID.");
    }
    const keyNames = await readKeyNames(keys);
    const report = await verifyEvidence(args, {
      keys,
      publicKeys,
      now,
      profile: args.required('profile') === 'reference' ? 'reference' : 'strict',
      certificates: { intermediates: args.list('intermediate_certs') },
      parameters: readParameters(args.list('parameters')),
      inspectionRunner:
        args.required('inspections') === 'deny'
          ? denyInspections
          : createExecInspectionRunner({
              timeoutMs: inspectionTimeoutMs,
              persist: false,
            }),
    });
    terminal.out(
      args.flag('json')
        ? renderJson(report)
        : renderText(report, { width: terminal.width, color: terminal.color, keyNames, expiries: now !== undefined }),
    );
    await writeReportFiles(files, report, {
      keyNames,
      layoutPath: args.text('layout') ?? args.text('bundle'),
      expiries: now !== undefined,
    });
    return EXIT_STATUS[verdictOf(report)];
  },
};
