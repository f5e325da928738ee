import { lintLayout } from '@intoto/layout';
import {
  createLayout,
  type Inspection,
  type PublicKey,
  type Step,
  writeFileAtomically,
  writeMetadata,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { readFutureExpiry } from '../expiry.ts';
import { refuseEnvelope } from '../gpg-envelopes.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { declareGpgSigner, readSignerOptions } from './gpg-options.ts';
import { readLayoutCertificates } from './layout-certificates.ts';
import { wrapLayout } from './layout-file.ts';
import { readInspection, readStep } from './layout-items.ts';
import { groupParts, type Part, PartAction } from './layout-parts.ts';
import { signWithKeys } from './sign-with-keys.ts';

/** `in-toto layout new`. */
export const layoutNew: Command = {
  name: 'new',
  help: 'lay down a supply chain',
  description:
    'Writes a layout. Options of a step or an inspection follow the --step or --inspection they belong to. ' +
    "A rule is one argument, e.g. 'MATCH src/* WITH PRODUCTS FROM write'. End each list with 'DISALLOW *': what no rule mentions is allowed.",
  usage: 'FILE [options] (--step | --inspection) NAME ...',
  examples: [
    'in-toto layout new root.layout --expires 90d -k owner \\',
    '  --step write --signers alice.pub \\',
    "    --expect-products 'CREATE src/*' 'DISALLOW *' \\",
    "  --inspection unpack --run 'tar xzf dist.tgz' --expect-products 'ALLOW *'",
  ],
  declare(parser: ArgumentTarget) {
    const part = { action: PartAction, default: undefined };
    parser.add_argument('file', { metavar: 'FILE', help: 'where the layout goes' });
    parser.add_argument('--expires', {
      default: '1m',
      metavar: 'WHEN',
      help: 'in 12h, 90d, 2w, 6m or 1y, or at YYYY-MM-DDTHH:MM:SSZ (default: 1m, a month)',
    });
    parser.add_argument('--readme', { default: '', metavar: 'TEXT', help: 'what the layout is for' });
    parser.add_argument('-k', '--signing-key', {
      metavar: 'KEY',
      help: 'sign with this private key: a file, or a pkcs11:, ssh-agent: or gpg: URI; more signatures: in-toto sign --append',
    });
    parser.add_argument('-P', '--password', {
      nargs: '?',
      const: '',
      metavar: 'PASSWORD',
      help: "the key's password or PIN; asks where it is not given",
    });
    declareGpgSigner(parser);
    parser.add_argument('--root-certs', {
      nargs: '+',
      metavar: 'FILE',
      help: 'certificates of authorities whose certificates may sign, one in each file',
    });
    parser.add_argument('--intermediate-certs', {
      nargs: '+',
      metavar: 'FILE',
      help: 'certificates that lead to them, one in each file',
    });
    parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope instead of a Metablock' });
    parser.add_argument('--force', { action: 'store_true', help: 'replace FILE if it exists' });
    const items = parser.add_argument_group({ title: 'steps and inspections' });
    items.add_argument('--step', { ...part, metavar: 'NAME', help: 'begins a step' });
    items.add_argument('--signers', {
      ...part,
      nargs: '+',
      metavar: 'KEY',
      help: 'public keys of those who may carry it out',
    });
    items.add_argument('--cert-signers', {
      ...part,
      nargs: '+',
      metavar: 'WHO',
      help: "whose certificates may sign besides, e.g. 'uri=spiffe://example.org/builder'; also cn, dns, email, org, root",
    });
    items.add_argument('--threshold', { ...part, metavar: 'N', help: 'how many of them must agree (default: 1)' });
    items.add_argument('--expect-command', {
      ...part,
      metavar: 'COMMAND',
      help: 'what they should run; a difference is a warning',
    });
    items.add_argument('--inspection', { ...part, metavar: 'NAME', help: 'begins an inspection' });
    items.add_argument('--run', { ...part, metavar: 'COMMAND', help: 'what the verifier runs; no shell' });
    items.add_argument('--expect-materials', { ...part, nargs: '+', metavar: 'RULE', help: 'rules for what goes in' });
    items.add_argument('--expect-products', { ...part, nargs: '+', metavar: 'RULE', help: 'rules for what comes out' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const signingKey = args.text('signing_key');
    if (signingKey === undefined && args.text('password') !== undefined) {
      throw new UsageError('--password belongs to --signing-key.');
    }
    const gpg = args.text('gpg');
    if (signingKey !== undefined && gpg !== undefined) {
      throw new UsageError('Give --signing-key or --gpg, not both; more signatures: in-toto sign --append.');
    }
    if (gpg !== undefined && args.flag('use_dsse')) refuseEnvelope();
    const source = gpg === undefined ? signingKey : `gpg:${gpg}`;
    const certificates = await readLayoutCertificates(
      args.list('root_certs') ?? [],
      args.list('intermediate_certs') ?? [],
    );
    const keys = new Map<string, PublicKey>();
    const steps: Step[] = [];
    const inspections: Inspection[] = [];
    for (const draft of groupParts((args.raw('parts') ?? []) as readonly Part[])) {
      if (draft.kind === 'step') steps.push(await readStep(draft, keys, certificates));
      else inspections.push(readInspection(draft));
    }
    if (steps.length + inspections.length === 0) {
      throw new UsageError('A layout without steps lets everything pass. Give it a --step.');
    }
    const layout = createLayout({
      expires: readFutureExpiry(args.required('expires'), new Date()),
      readme: args.required('readme'),
      keys,
      rootCas: certificates.rootCas,
      intermediateCas: certificates.intermediateCas,
      steps,
      inspections,
    });
    const mistake = lintLayout(layout).find(({ severity }) => severity === 'error');
    if (mistake !== undefined) throw new UsageError(`${mistake.message} ${mistake.remedy}`);
    let metadata = wrapLayout(layout, args.flag('use_dsse') ? 'dsse' : 'metablock');
    if (source !== undefined) {
      metadata = await signWithKeys(metadata, [source], await readSignerOptions(args, terminal));
    }
    await writeFileAtomically(file, writeMetadata(metadata), { overwrite: args.flag('force') });
    return 0;
  },
};
