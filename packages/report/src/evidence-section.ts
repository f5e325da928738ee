import type { AcceptedSignature, AnyReport } from '@intoto/verifier';

import { BLANK_LINE, type Block, splitLongLabel } from './block.ts';
import { createDigestPrinter } from './digest-text.ts';
import { displayWidth } from './display-width.ts';
import { escapeText, printName } from './escape.ts';
import { andMore } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { walkPassed } from './report-tree.ts';
import type { Digests } from './report-value.ts';
import { signerText } from './signer-text.ts';
import { verdictOf } from './verdict.ts';

const MAX_ROWS = 100;
const MAX_PRODUCTS = 10;
const MAX_COLUMN_WIDTH = 26;

interface Row {
  readonly label: string;
  readonly text: string;
}

function table<T>(title: string, entries: readonly T[], toRow: (entry: T) => Row, max: number = MAX_ROWS): Block[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, max).map(toRow);
  const widest = Math.max(...shown.map((row) => displayWidth(row.label)));
  const labelWidth = Math.min(widest + 2, MAX_COLUMN_WIDTH);
  return [
    BLANK_LINE,
    { level: 0, text: title, style: 'strong' },
    ...shown.flatMap(({ label, text }) => splitLongLabel({ level: 1, label, labelWidth, text })),
    ...(entries.length > max ? [{ level: 1, text: andMore(entries.length - max) }] : []),
  ];
}

function itemName(path: readonly string[], item: string): string {
  return [...path, item].map(printName).join(' > ');
}

/** Whose signature it is, and the file. */
function printSignature(signature: AcceptedSignature, printKey: KeyPrinter): string {
  const { location } = signature;
  return `${signerText(signature, printKey)}${location === undefined ? '' : `, ${printName(location)}`}`;
}

/** What a verification without failures rests on: who signed what, which inspections ran, and what came out. */
export function evidenceSection(report: AnyReport, printKey: KeyPrinter): Block[] {
  if (verdictOf(report) === 'FAILED') return [];
  const nodes = walkPassed(report);
  const signatures = nodes.flatMap(({ report: { signatures: accepted }, path }) =>
    accepted
      // A sublayout's own signature is listed by the report above it, as that of the step it stands for.
      .filter(({ item }) => item !== undefined || path.length === 0)
      .map((signature) => ({ signature, path })),
  );
  const inspections = nodes.flatMap(({ report: { checks }, path }) =>
    checks
      .filter(
        ({ stage, status, subject }) => stage === 'inspection' && status === 'passed' && subject.item !== undefined,
      )
      .map((check) => ({ check, path })),
  );
  const products: Readonly<Record<string, Digests>> = report.ok ? report.summary.products : {};
  const names = Object.keys(products);
  const digestsOf = (name: string): Digests => products[name] ?? {};
  const print = createDigestPrinter(names.slice(0, MAX_PRODUCTS).map(digestsOf));
  return [
    ...(report.expires === undefined ? [] : [{ level: 0, text: `The layout expires ${escapeText(report.expires)}.` }]),
    ...table('Signed by', signatures, ({ signature, path }) => ({
      label: signature.item === undefined ? 'layout' : itemName(path, signature.item),
      text: printSignature(signature, printKey),
    })),
    ...table('Inspections', inspections, ({ check: { subject, message }, path }) => ({
      label: itemName(path, subject.item ?? ''),
      text: escapeText(message),
    })),
    ...table(
      'Products of the last step',
      names,
      (name) => ({ label: printName(name), text: print(digestsOf(name)) }),
      MAX_PRODUCTS,
    ),
  ];
}
