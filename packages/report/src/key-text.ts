import type { AnyReport, ReportValue } from '@intoto/verifier';

import { escapeText } from './escape.ts';
import { createHexShortener } from './tell-apart.ts';

/** As many digits as the names of link files have. */
const SHORTEST = 8;

/** Prints a key: its owner where known, and its id, shortened. */
export type KeyPrinter = (keyId: string) => string;

/** Whether a member of a check's details holds key ids: `keyId`, `keyIds`, `ownKeyId`, `signedBy`. */
export function isKeyIdMember(name: string): boolean {
  return /keyIds?$|^signedBy$/i.test(name);
}

function keyIdsIn(value: ReportValue | undefined, isKeyId: boolean): string[] {
  if (typeof value === 'string') return isKeyId ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly ReportValue[]).flatMap((element) => keyIdsIn(element, isKeyId));
  return Object.entries(value).flatMap(([name, member]) => keyIdsIn(member, isKeyIdMember(name)));
}

function keyIdsOf(report: AnyReport): string[] {
  return [
    ...report.signatures.flatMap(({ keyId, certificate }) => [keyId, ...(certificate ? [certificate.root] : [])]),
    ...report.checks.flatMap(({ subject, details }) => [...keyIdsIn(subject.keyId, true), ...keyIdsIn(details, false)]),
    ...report.sublayouts.flatMap((sublayout) => [sublayout.keyId, ...keyIdsOf(sublayout.report)]),
  ];
}

/** Prints keys such that all in the report and in `keyNames` can be told apart. */
export function createKeyPrinter(report: AnyReport, keyNames: ReadonlyMap<string, string>): KeyPrinter {
  const shorten = createHexShortener([...keyIdsOf(report), ...keyNames.keys()], SHORTEST);
  return (keyId) => {
    const name = keyNames.get(keyId);
    return name === undefined ? shorten(keyId) : `${escapeText(name)} (${shorten(keyId)})`;
  };
}
