import {
  describeTampering,
  type LayoutTestReport,
  TAMPERING_KINDS,
  type TamperingKind,
  testLayout,
} from '@intoto/layout';
import {
  assertDirectory,
  createDirectoryEvidence,
  createExecInspectionRunner,
  loadCertificateVerifier,
  nodeBackend,
  openpgp,
  readMetadata,
  readPublicKeys,
  renderText,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { declareGpgHome, readGpgKeys } from './gpg-options.ts';
import { readSeconds } from './seconds.ts';

const KINDS = Object.keys(TAMPERING_KINDS) as readonly TamperingKind[];

function print(report: LayoutTestReport, terminal: Terminal): void {
  if (!report.verified) {
    terminal.out(renderText(report.report, { width: terminal.width, color: terminal.color }));
    terminal.err('in-toto: the chain does not pass as it is: there is nothing to learn from changing it.\n');
    return;
  }
  const { trials, unnoticed, untried } = report;
  for (const tampering of unnoticed) terminal.out(`unnoticed: ${tampering.kind}: ${describeTampering(tampering)}\n`);
  const rest = untried === 0 ? '' : `; ${untried} more were not tried`;
  terminal.out(`${trials} changes tried, ${unnoticed.length} unnoticed${rest}\n`);
}

/** `in-toto layout test`. */
export const layoutTest: Command = {
  name: 'test',
  help: 'find tampering that a layout would not notice',
  description:
    'Verifies the chain as in-toto verify does, then changes its evidence in every way, one change at a time, as if those who ' +
    'may sign did it, and lists the changes that still pass. Exit status: 0 none, 1 some, or the chain does not pass as it is. ' +
    "The layout's inspections run once, in the working directory. No private key is needed.",
  usage: '-l FILE -k KEY [KEY ...] [options]',
  examples: ['in-toto layout test -l root.layout -k owner.pub --link-dir links'],
  declare(parser: ArgumentTarget) {
    parser.add_argument('-l', '--layout', { required: true, metavar: 'FILE', help: 'the signed layout' });
    parser.add_argument('-k', '--verification-keys', {
      nargs: '+',
      metavar: 'KEY',
      help: "the project owner's public keys; each must have signed the layout",
    });
    parser.add_argument('-g', '--gpg', { nargs: '+', metavar: 'ID', help: "public keys of gpg's keyring" });
    declareGpgHome(parser);
    parser.add_argument('--link-dir', { default: '.', metavar: 'DIR', help: 'where the links are (default: .)' });
    parser.add_argument('--kinds', {
      nargs: '+',
      choices: KINDS,
      metavar: 'KIND',
      help: `what to try: ${KINDS.join(', ')} (default: all but omit, which only REQUIRE rules notice)`,
    });
    parser.add_argument('--profile', {
      choices: ['strict', 'reference'],
      default: 'strict',
      help: 'how to verify, as in-toto verify says (default: strict)',
    });
    parser.add_argument('--inspection-timeout', {
      type: 'int',
      default: 10,
      metavar: 'SECONDS',
      help: 'for each inspection (default: 10)',
    });
    parser.add_argument('--json', { action: 'store_true', help: 'print the result as JSON' });
  },
  async run(args, terminal) {
    const timeoutMs = readSeconds(args, 'inspection-timeout');
    const files = await readPublicKeys(args.list('verification_keys') ?? []);
    const layoutKeys = new Map([...files, ...(await readGpgKeys(args)).map((key) => [key.keyId, key] as const)]);
    if (layoutKeys.size === 0) {
      throw new UsageError("Give the project owner's public keys: --verification-keys KEY or --gpg ID.");
    }
    const profile = args.required('profile') === 'reference' ? 'reference' : 'strict';
    const directory = args.required('link_dir');
    await assertDirectory(directory);
    const layout = await readMetadata(args.required('layout'), { dialect: profile === 'strict' ? 'strict' : 'python' });
    const report = await testLayout(layout, {
      layoutKeys,
      evidence: createDirectoryEvidence(directory, { blocking: true }),
      backend: nodeBackend,
      openpgp,
      now: new Date(),
      profile,
      certificates: () => loadCertificateVerifier(),
      inspectionRunner: createExecInspectionRunner({ timeoutMs, persist: false }),
      kinds: args.list('kinds') as readonly TamperingKind[] | undefined,
    });
    if (args.flag('json')) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    else print(report, terminal);
    return report.ok ? 0 : 1;
  },
};
