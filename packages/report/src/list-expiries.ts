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
 * What would expire when, the earliest first: the layout, its sublayouts, and the certificates and OpenPGP keys of those whose
 * signatures counted. Other keys know no end; an OpenPGP key that has ended makes its signature fail.
 */
export function listExpiries(
  report: AnyReport,
  options: { readonly keyNames?: ReadonlyMap<string, string> | undefined } = {},
): readonly Expiry[] {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const found: { readonly what: string; readonly at: string; readonly isKey?: true }[] = [];
  for (const { report: own, path } of walkReports(report)) {
    const what = path.length === 0 ? 'layout' : `sublayout of step ${printPlace(path)}`;
    if (own.expires !== undefined) found.push({ what, at: own.expires });
    for (const signature of own.signatures) {
      const { item, keyId, certificate, keyExpires } = signature;
      const signed = item === undefined ? what : `step ${printPlace([...path, item])}`;
      if (certificate !== undefined)
        found.push({ what: `${signed}: ${signerText(signature, printKey)}`, at: certificate.notAfter });
      // A sublayout's own signature is listed by the report above it, as that of the step it stands for.
      if (keyExpires !== undefined && (item !== undefined || path.length === 0))
        found.push({ what: `${signed}: OpenPGP key ${printKey(keyId)}`, at: keyExpires, isKey: true });
    }
  }
  return found
    .map(({ what, at, isKey }) => ({
      what: finishText(what),
      at: finishText(printName(at)),
      // A key is good until then, whatever else only before.
      over: isKey === true ? at < report.at : at <= report.at,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function printPlace(path: readonly string[]): string {
  return path.map(printName).join(' > ');
}
