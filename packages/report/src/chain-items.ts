import type { AcceptedSignature, AnyReport, Check } from '@intoto/verifier';

import { escapeText } from './escape.ts';
import { andMore } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { listUnchecked, scopeOf, type Unchecked } from './partial-scope.ts';
import { asNumber, asString } from './report-value.ts';
import { signerText } from './signer-text.ts';

/** More would make a node larger than the rest of its graph. */
const MAX_SIGNERS = 5;

/** A step or an inspection as the checks of a report tell of it. */
export interface ChainItem {
  readonly kind: 'step' | 'inspection';
  readonly name: string;
  readonly notes: readonly string[];
  readonly state: 'passed' | 'failed' | 'warning' | 'unknown';
}

function isInspection({ stage }: Check): boolean {
  return stage === 'inspection' || stage === 'inspection-rules';
}

/** Steps and then inspections, each in the order of the layout. */
export function listItems(report: AnyReport, printKey: KeyPrinter): ChainItem[] {
  const byItem = new Map<string, { name: string; kind: ChainItem['kind']; checks: Check[] }>();
  for (const check of report.checks) {
    const { item: name } = check.subject;
    if (name === undefined) continue;
    const kind = isInspection(check) ? 'inspection' : 'step';
    const key = `${kind} ${name}`;
    const known = byItem.get(key);
    if (known === undefined) byItem.set(key, { name, kind, checks: [check] });
    else known.checks.push(check);
  }
  const signatures = new Map<string, AcceptedSignature[]>();
  for (const signature of report.signatures) {
    const own = signatures.get(signature.item ?? '');
    if (own === undefined) signatures.set(signature.item ?? '', [signature]);
    else own.push(signature);
  }
  const sublayouts = new Set(report.sublayouts.map(({ step }) => step));
  const leftOut = new Map(listLeftOut(report).map((item) => [`${item.kind} ${item.name}`, item]));
  for (const [key, { kind, name }] of leftOut) if (!byItem.has(key)) byItem.set(key, { kind, name, checks: [] });
  return ['step', 'inspection'].flatMap((wanted) =>
    [...byItem]
      .filter(([, { kind }]) => kind === wanted)
      .map(([key, { name, kind, checks }]) => {
        const unchecked = leftOut.get(key);
        const state = stateOf(checks);
        return {
          kind,
          name,
          notes: [
            ...(kind === 'step' && sublayouts.has(name) ? ['carried out as a sublayout'] : []),
            ...(kind === 'step' ? stepNotes(checks, signatures.get(name) ?? [], printKey) : []),
            ...(unchecked === undefined
              ? []
              : [`not checked${unchecked.note === undefined ? '' : ` (${unchecked.note})`}`]),
          ],
          state: unchecked !== undefined && state !== 'failed' ? 'unknown' : state,
        };
      }),
  );
}

/** What a narrowed verification did not check, or not in full. */
function listLeftOut(report: AnyReport): readonly Unchecked[] {
  const scope = scopeOf(report);
  return scope === undefined ? [] : listUnchecked(scope);
}

function stateOf(checks: readonly Check[]): ChainItem['state'] {
  const has = (status: Check['status']): boolean => checks.some((check) => check.status === status);
  if (has('failed')) return 'failed';
  if (has('warning')) return 'warning';
  return has('skipped') ? 'unknown' : 'passed';
}

/** Who signed, and how many had to. */
function stepNotes(checks: readonly Check[], signatures: readonly AcceptedSignature[], printKey: KeyPrinter): string[] {
  const signers = [...new Set(signatures.map((signature) => signerText(signature, printKey)))];
  const counting = checks.findLast(({ details }) => details['required'] !== undefined);
  const required = asNumber(counting?.details['required']) ?? asString(counting?.details['required']);
  const counted = asNumber(counting?.details['counted']) ?? asNumber(counting?.details['found']);
  return [
    ...signers.slice(0, MAX_SIGNERS).map((signer) => `signed by ${signer}`),
    ...(signers.length > MAX_SIGNERS ? [andMore(signers.length - MAX_SIGNERS)] : []),
    ...(required === undefined ? [] : [`${counted ?? 0} of ${escapeText(String(required))} needed`]),
  ];
}
