import { quoteText } from '@intoto/encoding';
import { linkFileName, type Step } from '@intoto/models';

import type { Refusal, RefusalReason } from './step-evidence.ts';
import { count, quoteSome, shortKeyId } from './wording.ts';

/** Most telling first: what needs the least to be put right. */
const BY_PROMISE: readonly RefusalReason[] = [
  'file-name',
  'unreadable',
  'other-key-id',
  'key-expired',
  'bad-signature',
  'key-unknown',
  'other-key',
  'malformed',
  'unsigned',
];

/** How many candidates were refused, and why the first was; for the end of a sentence. */
export function summarizeRefusals(refusals: readonly Refusal[]): string {
  const [first] = refusals;
  if (first === undefined) return '';
  return `; ${count(refusals.length, 'candidate')} refused, ${quoteText(first.location)} since ${first.message}`;
}

/** The next thing to do about a step that has too few links. */
export function adviseOnMissingLinks(step: Step, keyIds: readonly string[], refusals: readonly Refusal[]): string {
  if (keyIds.length === 0) {
    return `No functionary may sign for step ${quoteText(step.name)}: have the layout signed again with keys in its "pubkeys".`;
  }
  const reason = BY_PROMISE.find((promise) => refusals.some((refusal) => refusal.reason === promise));
  const refusal = refusals.find((candidate) => candidate.reason === reason);
  const location = quoteText(refusal?.location ?? '');
  const functionaries = keyIds.slice(0, 5).map(shortKeyId).join(', ');
  switch (reason) {
    case 'file-name':
      return `Rename ${location}: ${refusal?.message ?? ''}.`;
    case 'unreadable':
      return `Make ${location} readable and verify again.`;
    case 'other-key-id':
      return `Have ${location} signed again under the key id that the layout lists, or list the other id in the layout; ${refusal?.message ?? ''}.`;
    case 'key-expired':
      return `Have the step carried out with a key that has not expired, or have the layout signed again with the key's new expiry; ${location} does not count: ${refusal?.message ?? ''}.`;
    case 'bad-signature':
      return `Find out who changed ${location} since it was signed; get it from its functionary again.`;
    case 'key-unknown':
      return `Have the layout signed again with the functionary's key in its "keys".`;
    case 'other-key':
      return `Have the step carried out with one of the keys ${functionaries}; ${location} does not count: ${refusal?.message ?? ''}.`;
    case 'malformed':
    case 'unsigned':
    case undefined: {
      const names = quoteSome(keyIds.map((keyId) => linkFileName(step.name, keyId)));
      return `Carry out the step with one of the keys ${functionaries}, or put its link where it is looked for: ${names}.`;
    }
    default:
      return reason satisfies never;
  }
}
