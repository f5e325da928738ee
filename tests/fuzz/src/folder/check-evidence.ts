import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Profile, VerificationReport } from '@intoto/node';

import { demand } from '../violation.ts';
import { LAYOUT } from './scenario-paths.ts';
import { coveredBytes, digestOf } from './signed-content.ts';

/** What {@link checkEvidence} knows of a folder. */
export interface EvidenceRecord {
  readonly folder: string;
  /** Whatever was signed, as `noteSigned` has it. */
  readonly signed: ReadonlySet<string>;
  /** Whether keys may stand under each other's names, since a layout was changed and signed. */
  readonly layoutChanged: boolean;
}

/** Every signature that a report accepts must be one that was made, over what the file says. */
export function checkEvidence(report: VerificationReport, profile: Profile, record: EvidenceRecord): void {
  for (const { item, keyId, location } of report.signatures) {
    const path = location ?? (item === undefined ? join(record.folder, LAYOUT) : undefined);
    if (path !== undefined) checkSignature(path, keyId, profile, record);
  }
  for (const { report: inner } of report.sublayouts) {
    // A sublayout's own signature is among those of the layout around it.
    checkEvidence({ ...inner, signatures: inner.signatures.filter(({ item }) => item !== undefined) }, profile, record);
  }
}

function checkSignature(
  path: string,
  keyId: string,
  profile: Profile,
  { signed, layoutChanged }: EvidenceRecord,
): void {
  const covered = coveredBytes(readFileSync(path), profile === 'strict' ? 'received' : 'reference');
  const name = layoutChanged ? '*' : keyId;
  demand(covered !== undefined && signed.has(`${name}:${digestOf(covered)}`), 'accepted is what nobody signed');
}
