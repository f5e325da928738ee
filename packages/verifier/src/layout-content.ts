import { findCertificateProblems, type Layout, type Metadata, type Step } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import { isAsSigned } from './signed-projection.ts';
import { isHexKeyId, listSubkeyIds } from './verification-key.ts';

/** Something in a layout that `strict` refuses. */
export type ContentFault =
  /** It may differ from what in-toto signs. */
  | { readonly fault: 'unsigned' }
  /** What it says of certificates is malformed: a malformed member reads like an absent one, and must not be taken for one. */
  | { readonly fault: 'certificates'; readonly problems: ReturnType<typeof findCertificateProblems> }
  /** A certificate or key says that it has another id than it is listed under. */
  | { readonly fault: 'key-id'; readonly what: 'certificate' | 'key'; readonly keyId: string; readonly own: string }
  /** The reference names files after subkeys whatever they are called; links are looked for under hexadecimal ids only. */
  | { readonly fault: 'subkey-ids'; readonly keyId: string; readonly subkeyIds: readonly string[] }
  | { readonly fault: 'threshold'; readonly step: Step }
  /** A name that is not safe to be part of a file name. */
  | { readonly fault: 'name'; readonly type: 'step' | 'inspection'; readonly name: string };

/**
 * What `strict` asks of a layout beyond its format: the members the specification knows and no others, keys under their
 * own ids, thresholds of at least 1, and names and subkey ids that are safe to be part of a file name.
 * @returns the steps whose names are not safe: no evidence is looked for under them.
 */
export async function checkLayoutContent(
  { checks, profile }: Evaluation,
  metadata: Metadata,
  layout: Layout,
): Promise<ReadonlySet<string>> {
  if (profile === 'reference') return new Set();
  const faults = findFaults(metadata, layout);
  const problems = faults.length === 0 ? [] : (await loadWording()).describeFaults(metadata, layout, faults);
  for (const problem of problems) checks.failed('layout-format', problem);
  if (problems.length === 0) {
    checks.passed('layout-format', {}, 'The layout is one, and says nothing that could be read in two ways.');
  }
  return new Set(faults.flatMap((fault) => (fault.fault === 'name' && fault.type === 'step' ? [fault.name] : [])));
}

function findFaults(metadata: Metadata, layout: Layout): readonly ContentFault[] {
  const { keys, rootCas, intermediateCas, steps, inspections } = layout;
  const faults: ContentFault[] = [];
  if (!isAsSigned(metadata, layout)) faults.push({ fault: 'unsigned' });
  const problems = findCertificateProblems(layout);
  if (problems.length > 0) faults.push({ fault: 'certificates', problems });
  for (const [keyId, { json }] of [...rootCas, ...intermediateCas]) {
    const { keyid: own } = json;
    if (own === undefined || own === keyId) continue;
    faults.push({ fault: 'key-id', what: 'certificate', keyId, own: typeof own === 'string' ? own : '' });
  }
  for (const [keyId, { keyId: own }] of keys) {
    if (keyId !== own) faults.push({ fault: 'key-id', what: 'key', keyId, own });
  }
  for (const [keyId, key] of keys) {
    const subkeyIds = listSubkeyIds(key).filter((subkeyId) => !isHexKeyId(subkeyId));
    if (subkeyIds.length > 0) faults.push({ fault: 'subkey-ids', keyId, subkeyIds });
  }
  for (const step of steps) {
    // A threshold is a number that may be no number.
    if (!(step.threshold >= 1)) faults.push({ fault: 'threshold', step });
  }
  for (const { name, type } of [...steps, ...inspections]) {
    if (!isSafeName(name)) faults.push({ fault: 'name', type, name });
  }
  return faults;
}

function isSafeName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- NUL ends a file name
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000]/.test(name);
}
