import type { AnyReport, Check, Failure } from '@intoto/verifier';

import { escapeText, printName } from './escape.ts';
import type { Facts } from './facts.ts';
import { countOf, type Field, listFields } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { asNumber, asObjects, asString, asStrings, type ReportObject } from './report-value.ts';

/** As many as the verifier reports: what is missing may be the last of them. */
const MAX_CANDIDATES = 100;

function printCandidate(candidate: ReportObject, printKey: KeyPrinter): string {
  const keyId = asString(candidate['keyId']);
  const signer = keyId === undefined ? '' : `, as ${printKey(keyId)}`;
  const message = asString(candidate['message']) ?? asString(candidate['reason']) ?? '';
  const code = asString(candidate['code']);
  const suffix = code === undefined ? '' : ` (${escapeText(code)})`;
  return `${printName(asString(candidate['location']) ?? '')}${signer}: ${escapeText(message)}${suffix}`;
}

function listCandidates({ details }: Failure, printKey: KeyPrinter): Field[] {
  if (!Array.isArray(details['candidates'])) return [];
  const candidates = asObjects(details['candidates']).map((candidate) => printCandidate(candidate, printKey));
  if (candidates.length === 0) return [{ label: 'candidates', text: 'none: nothing was found for this step' }];
  return listFields('candidates', candidates, { total: asNumber(details['candidatesTotal']), max: MAX_CANDIDATES });
}

/**
 * For a step with too few links or signatures: how many are needed, who may sign, and every candidate with the reason
 * why it does or does not count.
 */
export function candidateFacts(failure: Failure, printKey: KeyPrinter): Facts {
  const { code, details } = failure;
  // A threshold beyond what a number holds is given by its digits.
  const required = asNumber(details['required']) ?? asString(details['required']);
  const counted = asNumber(details['counted']) ?? asNumber(details['found']) ?? 0;
  const noun = code === 'ERR_LINK_THRESHOLD' ? 'signer' : 'link';
  const needed = typeof required === 'string' ? `${escapeText(required)} ${noun}s` : countOf(required ?? 0, noun);
  return {
    covered: ['required', 'counted', 'found', 'keyIds', 'candidates'],
    fields: [
      ...(required === undefined ? [] : [{ label: 'needed', text: `${needed}, found ${counted}` }]),
      ...listFields('may sign', asStrings(details['keyIds']).map(printKey), {
        total: asNumber(details['keyIdsTotal']),
      }),
      ...listCandidates(failure, printKey),
    ],
  };
}

/** Whether a warning about a refused link tells what a failure of the same step lists among its candidates. */
export function isToldByFailure(warning: Check, report: AnyReport): boolean {
  if (report.ok || warning.status !== 'warning' || warning.code !== 'WARN_LINK_REFUSED') return false;
  const { item, location } = warning.subject;
  return report.failures.some(
    ({ subject, details }) =>
      subject.item === item && asObjects(details['candidates']).some((candidate) => candidate['location'] === location),
  );
}
