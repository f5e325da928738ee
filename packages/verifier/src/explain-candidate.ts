import type { CertificateCode } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { type Layout, linkFileName, type Metadata, type Step } from '@intoto/models';

import { MAX_DETAIL_ENTRIES } from './bounded.ts';
import { certConstraintsOf } from './certificate-support.ts';
import type { Evaluation } from './evaluation.ts';
import type { Candidate } from './evidence.ts';
import { listKeyIds } from './key-aliases.ts';
import { readCandidate } from './read-candidate.ts';
import type { Refusal, RefusalReason } from './step-evidence.ts';
import { listFunctionaryKeyIds } from './verification-key.ts';
import { quoteSome, shortKeyId } from './wording.ts';

interface Explanation {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly code?: CertificateCode;
}

/**
 * Why candidates whose names rule out every key of the step do not count. Read for the explanation only;
 * the first {@link MAX_DETAIL_ENTRIES} of them.
 */
export async function explainUnclaimed(
  evaluation: Evaluation,
  layout: Layout,
  step: Step,
  candidates: readonly Candidate[],
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const candidate of candidates.slice(0, MAX_DETAIL_ENTRIES)) {
    const reading = await readCandidate(evaluation, step.name, candidate);
    const { location } = candidate;
    if ('unreadable' in reading) {
      refusals.push({ location, reason: 'unreadable', message: `it cannot be read: ${reading.unreadable}` });
    } else if ('problem' in reading) {
      refusals.push({ location, reason: 'malformed', message: 'it is neither a link nor a layout' });
    } else {
      refusals.push({ location, ...(await explainSignatures(evaluation, layout, step, reading.metadata)) });
    }
  }
  return refusals;
}

/** Whose signatures metadata carries, seen from a step that they do not count for. Nothing is verified. */
export async function explainSignatures(
  evaluation: Evaluation,
  layout: Layout,
  step: Step,
  metadata: Metadata,
): Promise<Explanation> {
  const signers = [...new Set(metadata.signatures.map((signature) => signature.keyId))];
  if (signers.length === 0) return { reason: 'unsigned', message: 'it carries no signature' };
  const functionaries = listFunctionaryKeyIds(step, layout);
  const functionary = signers.find((keyId) => functionaries.includes(keyId));
  if (functionary !== undefined) {
    const name = linkFileName(step.name, functionary);
    return {
      reason: 'file-name',
      message: `it is signed with key ${shortKeyId(functionary)} and so must be named ${quoteText(name)}`,
    };
  }
  for (const keyId of functionaries) {
    const key = layout.keys.get(keyId);
    const aliases = key === undefined ? [] : await listKeyIds(key, evaluation.backend);
    const signer = signers.find((candidate) => aliases.includes(candidate));
    if (signer !== undefined) {
      const message = `it is signed under key id ${shortKeyId(signer)}, another id of the step's key ${shortKeyId(keyId)}`;
      return { reason: 'other-key-id', message };
    }
  }
  const known = signers.filter((keyId) => layout.keys.has(keyId));
  const who = quoteSome((known.length > 0 ? known : signers).map(shortKeyId)).replaceAll('"', '');
  const what =
    known.length > 0 ? 'which the layout has but the step does not list' : 'which is not a key of the layout';
  const message = `it is signed with key ${who}, ${what}`;
  if (certConstraintsOf(evaluation, step).length === 0) return { reason: 'other-key', message };
  return { reason: 'certificate', code: 'ERR_CERTIFICATE_MISSING', message: `${message}, and carries no certificate` };
}
