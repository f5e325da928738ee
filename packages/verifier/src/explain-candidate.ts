import type { CertificateCode } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { type Layout, linkFileName, type Metadata, type Step } from '@intoto/models';

import { MAX_DETAIL_ENTRIES } from './bounded.ts';
import { certConstraintsOf } from './certificate-support.ts';
import type { Evaluation, Functionaries } from './evaluation.ts';
import type { Candidate } from './evidence.ts';
import { listKeyIds } from './key-aliases.ts';
import { describeOutsideFailure } from './outside-failure.ts';
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
  findUnclaimed: () => Promise<readonly Candidate[]>,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  let candidates: readonly Candidate[];
  try {
    candidates = await findUnclaimed();
  } catch (error) {
    // Throws what is no outside failure; what a source does not tell is not explained.
    describeOutsideFailure(error, evaluation.signal);
    return [];
  }
  for (const candidate of candidates.slice(0, MAX_DETAIL_ENTRIES)) {
    const reading = await readCandidate(evaluation, step.name, candidate);
    const { location } = candidate;
    if ('unreadable' in reading) {
      refusals.push({ location, reason: 'unreadable', message: `it cannot be read: ${reading.unreadable}` });
    } else if ('problem' in reading && reading.problem.code === 'ERR_LIMIT') {
      refusals.push({ location, reason: 'unreadable', message: 'it was not read, since that crosses a limit' });
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
  const functionaries = functionariesOf(evaluation, layout, step);
  const functionary = signers.find((keyId) => functionaries.keyIds.has(keyId));
  if (functionary !== undefined) {
    const name = linkFileName(step.name, functionary);
    return {
      reason: 'file-name',
      message: `it is signed with key ${shortKeyId(functionary)} and so must be named ${quoteText(name)}`,
    };
  }
  const aliases = await (functionaries.aliases ??= mapAliases(evaluation, layout, functionaries.keyIds));
  const signer = signers.find((keyId) => aliases.has(keyId));
  if (signer !== undefined) {
    const listed = shortKeyId(aliases.get(signer) ?? '');
    const message = `it is signed under key id ${shortKeyId(signer)}, another id of the step's key ${listed}`;
    return { reason: 'other-key-id', message };
  }
  const known = signers.filter((keyId) => layout.keys.has(keyId));
  const who = quoteSome((known.length > 0 ? known : signers).map(shortKeyId)).replaceAll('"', '');
  const what =
    known.length > 0 ? 'which the layout has but the step does not list' : 'which is not a key of the layout';
  const message = `it is signed with key ${who}, ${what}`;
  if (certConstraintsOf(evaluation, step).length === 0) return { reason: 'other-key', message };
  return { reason: 'certificate', code: 'ERR_CERTIFICATE_MISSING', message: `${message}, and carries no certificate` };
}

/** Who may sign for the step: worked out once, since a step may have many keys and many candidates. */
function functionariesOf({ functionaries }: Evaluation, layout: Layout, step: Step): Functionaries {
  let found = functionaries.get(step);
  if (found === undefined) {
    found = { keyIds: new Set(listFunctionaryKeyIds(step, layout)), aliases: undefined };
    functionaries.set(step, found);
  }
  return found;
}

async function mapAliases(
  { backend }: Evaluation,
  { keys }: Layout,
  keyIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const listed = new Map<string, string>();
  for (const keyId of keyIds) {
    const key = keys.get(keyId);
    for (const alias of key === undefined ? [] : await listKeyIds(key, backend)) {
      if (!listed.has(alias)) listed.set(alias, keyId);
    }
  }
  return listed;
}
