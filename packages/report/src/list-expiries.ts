import type { AnyReport } from '@intoto/verifier';

import { finishText, printName } from './escape.ts';
import { createKeyPrinter } from './key-text.ts';
import { walkReports } from './report-tree.ts';
import { signerText } from './signer-text.ts';

/** Something that the verification rests on and that ends. */
export interface Expiry {
  /** E.g. `layout`, or the certificate of a step; printable. */
  readonly what: string;
  /** When, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string;
  /** Whether that was over at the time verified for. */
  readonly over: boolean;
}

/**
 * What would expire when, the earliest first: the layout, its sublayouts, and the certificates of those who signed. Of keys
 * without a certificate a report does not know an end; an OpenPGP key that has ended is a failure by itself.
 */
export function listExpiries(
  report: AnyReport,
  options: { readonly keyNames?: ReadonlyMap<string, string> | undefined } = {},
): readonly Expiry[] {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const found: { readonly what: string; readonly at: string }[] = [];
  for (const { report: own, path } of walkReports(report)) {
    const what = path.length === 0 ? 'layout' : `sublayout of step ${printPlace(path)}`;
    if (own.expires !== undefined) found.push({ what, at: own.expires });
    for (const signature of own.signatures) {
      const { item, certificate } = signature;
      if (item === undefined || certificate === undefined) continue;
      found.push({
        what: `step ${printPlace([...path, item])}: ${signerText(signature, printKey)}`,
        at: certificate.notAfter,
      });
    }
  }
  return found
    .map(({ what, at }) => ({ what: finishText(what), at: finishText(printName(at)), over: at <= report.at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function printPlace(path: readonly string[]): string {
  return path.map(printName).join(' > ');
}
