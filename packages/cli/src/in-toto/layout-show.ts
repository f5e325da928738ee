import {
  type CertificateConstraint,
  isLayout,
  type Layout,
  printArtifactRule,
  readMetadataAndPayload,
  type SupplyChainItem,
  escapeUnprintable,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';

function describeRules(title: string, rules: SupplyChainItem['expectedMaterials']): readonly string[] {
  if (rules.length === 0) return [`    ${title}: no rules, so anything is allowed`];
  return [`    ${title}`, ...rules.map((words, at) => `      ${at + 1}. ${printArtifactRule(words)}`)];
}

/** Whose certificates may sign, as the command line says it. */
function describeConstraint(constraint: CertificateConstraint): string {
  const { commonName, dnsNames, emails, organizations, uris, roots } = constraint;
  const attributes = { cn: commonName === '' ? [] : [commonName], dns: dnsNames, email: emails, org: organizations };
  const named = Object.entries({ ...attributes, uri: uris, root: roots.map((root) => root.slice(0, 16)) });
  return named.flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).join(' ');
}

/** Words that are no text, which a verifier would refuse to run, stand there as JSON. */
const words = (command: readonly unknown[]): string =>
  command.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');

function describeLayout(layout: Layout): readonly string[] {
  return [
    `expires ${layout.expires ?? 'never: the strict profile refuses it'}`,
    ...(layout.readme === '' ? [] : [layout.readme]),
    ...[...layout.rootCas.keys()].map((name) => `root certificate ${name.slice(0, 16)}…`),
    '',
    ...layout.steps.flatMap((step) => [
      `step ${step.name}`,
      step.certConstraints.length === 0
        ? `    ${step.threshold} of ${step.pubkeys.length} must sign`
        : `    ${step.threshold} must sign, with keys or certificates`,
      ...step.certConstraints.map((constraint) => `      certificate ${describeConstraint(constraint)}`),
      ...step.pubkeys.map((id) => {
        const key = layout.keys.get(id);
        const kind = key === undefined ? 'not among the keys of the layout' : key.form === 'sslib' ? key.scheme : 'gpg';
        return `      ${id.slice(0, 16)}… ${kind}`;
      }),
      ...(step.expectedCommand.length === 0 ? [] : [`    command   ${words(step.expectedCommand)}`]),
      ...describeRules('materials', step.expectedMaterials),
      ...describeRules('products', step.expectedProducts),
      '',
    ]),
    ...layout.inspections.flatMap((inspection) => [
      `inspection ${inspection.name}`,
      `    runs      ${words(inspection.run)}`,
      ...describeRules('materials', inspection.expectedMaterials),
      ...describeRules('products', inspection.expectedProducts),
      '',
    ]),
  ];
}

/** `in-toto layout show`. */
export const layoutShow: Command = {
  name: 'show',
  help: 'print a layout for people',
  description: 'Prints a layout for people. Its signatures are listed, not checked: that is what verify does.',
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'layout, in either container' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const { metadata, payload } = await readMetadataAndPayload(file, { dialect: 'python' });
    if (!isLayout(payload)) throw new UsageError(`${file} is a link, not a layout.`);
    const signers = metadata.signatures.map(({ keyId }) => `${keyId.slice(0, 16)}…`);
    const lines = [
      `${metadata.container === 'dsse' ? 'DSSE envelope' : 'Metablock'}, ${signers.length === 0 ? 'not signed' : `signed by ${signers.join(', ')}`} (not checked)`,
      ...describeLayout(payload),
    ];
    terminal.out(`${lines.map(escapeUnprintable).join('\n').trimEnd()}\n`);
    return 0;
  },
};
