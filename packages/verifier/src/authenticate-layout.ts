import { authenticate, checkSignature, keyMaterialId, type SignerFacts } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';
import {
  type Authenticated,
  type Layout,
  type Link,
  type Metadata,
  parsePayload,
  type PublicKey,
} from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import { lacksSignedExpiry } from './signed-projection.ts';
import { shortKeyId } from './wording.ts';

/**
 * The layout, if every one of the keys has signed it (specification 5.2, step 1) and it is one.
 *
 * `strict` takes a Metablock's signatures to cover what was received; `reference` what the Python reference makes of it,
 * and so reads it first.
 */
export async function authenticateLayout(
  evaluation: Evaluation,
  metadata: Metadata,
  keys: ReadonlyMap<string, PublicKey>,
): Promise<Authenticated<Layout> | undefined> {
  const { checks, limits, profile } = evaluation;
  if (metadata.signatures.length > limits.maxSignatures) {
    const { describeTooManySignatures } = await loadWording();
    checks.failed('layout-signature', describeTooManySignatures(metadata, limits.maxSignatures));
    return undefined;
  }
  try {
    // The reference reads a Metablock whole before it looks at signatures.
    const known =
      profile === 'reference' && metadata.container === 'metablock' ? parsePayload(metadata.signed) : undefined;
    const verdicts = await checkSignatures(evaluation, metadata, keys, known);
    if (!reportSignatures(evaluation, verdicts)) {
      (await loadWording()).skipReading(evaluation);
      return undefined;
    }
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    const { describeMalformedLayout } = await loadWording();
    (await loadWording()).skipSignatures(evaluation);
    checks.failed('layout-format', describeMalformedLayout(error));
    return undefined;
  }
  return readLayout(evaluation, metadata, keys);
}

interface SignatureVerdict {
  readonly keyId: string;
  readonly problem: Problem | undefined;
  readonly facts: SignerFacts | undefined;
}

async function checkSignatures(
  evaluation: Evaluation,
  metadata: Metadata,
  keys: ReadonlyMap<string, PublicKey>,
  known: Layout | Link | undefined,
): Promise<readonly SignatureVerdict[]> {
  const { backend, now, openpgp } = evaluation;
  const form = signedForm(evaluation);
  const covered = known === undefined || !lacksSignedExpiry(metadata, known);
  const verdicts: SignatureVerdict[] = [];
  for (const [keyId, key] of keys) {
    const check = await checkSignature(metadata, key, { backend, form, now, openpgp });
    const problem = check.ok
      ? covered
        ? undefined
        : (await loadWording()).describeUncovered(keyId)
      : await (await loadWording()).describeSignature(evaluation, metadata, keyId, key, check);
    verdicts.push({ keyId, problem, facts: check.facts });
  }
  return verdicts;
}

function signedForm({ profile }: Evaluation): 'received' | 'reference' {
  return profile === 'strict' ? 'received' : 'reference';
}

function reportSignatures({ checks, signatures }: Evaluation, verdicts: readonly SignatureVerdict[]): boolean {
  for (const { keyId, problem, facts } of verdicts) {
    if (problem === undefined) {
      const message = `The layout is signed with key ${shortKeyId(keyId)}.`;
      checks.passed('layout-signature', { keyId }, message);
      signatures.push({ keyId, ...facts });
    } else {
      checks.failed('layout-signature', problem);
    }
  }
  return verdicts.every(({ problem }) => problem === undefined);
}

async function readLayout(
  evaluation: Evaluation,
  metadata: Metadata,
  keys: ReadonlyMap<string, PublicKey>,
): Promise<Authenticated<Layout> | undefined> {
  const { backend, checks, now, openpgp, read } = evaluation;
  const trusted = [...keys.values()];
  const threshold = new Set(trusted.map(keyMaterialId)).size;
  const form = signedForm(evaluation);
  try {
    const options = { keys: trusted, threshold, backend, form, now, openpgp, parse: parsePayload, read };
    const result = await authenticate(metadata, options);
    if (!result.ok) throw new Error('Signatures that verified once verify again');
    const { payload } = result;
    if (payload.type === 'layout') {
      checks.passed('layout-format', {}, 'The layout is one.');
      return payload;
    }
    checks.failed('layout-format', (await loadWording()).NOT_A_LAYOUT);
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    const { describeMalformedLayout } = await loadWording();
    checks.failed('layout-format', describeMalformedLayout(error));
  }
  return undefined;
}
