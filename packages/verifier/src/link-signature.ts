import { authenticate, type CertificateTrust, type SignatureCheck } from '@intoto/crypto';
import { InTotoError, quoteText } from '@intoto/encoding';
import {
  type Authenticated,
  type Layout,
  type Link,
  type Metadata,
  parsePayload,
  type PublicKey,
  type Step,
} from '@intoto/models';

import { verifyCertifiedLink } from './certified-signature.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { explainSignatures } from './explain-candidate.ts';
import { describeMalformed } from './read-candidate.ts';
import { lacksSignedExpiry } from './signed-projection.ts';
import type { LoadedLink, Refusal, SignedLink } from './step-evidence.ts';
import { findVerificationKey, listSubkeyIds } from './verification-key.ts';
import { lowerFirst, shortKeyId } from './wording.ts';

/** Whether a link counts for its step. */
export type LinkVerdict =
  | { readonly outcome: 'signed'; readonly link: SignedLink }
  /** Passed over, as if it were not there. */
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** Cannot be passed over: another verifier might accept it. */
  | { readonly outcome: 'spoilt'; readonly problem: Problem };

type FailedCheck = Extract<SignatureCheck, { ok: false }>;

/** Verifies a link with the key or certificate that authorizes it for the step. What was verified is what is handed on. */
export async function verifyLinkSignature(
  evaluation: Evaluation,
  layout: Layout,
  mainKeys: ReadonlyMap<string, PublicKey>,
  step: Step,
  loaded: LoadedLink,
  trust: CertificateTrust | undefined,
): Promise<LinkVerdict> {
  const { profile, backend, now, openpgp, read } = evaluation;
  const { keyId, location, metadata, presented } = loaded;
  if (presented !== undefined && trust !== undefined)
    return verifyCertifiedLink(evaluation, layout, trust, step, { ...loaded, presented });
  const found = findVerificationKey(step, layout, mainKeys, keyId);
  if (found === undefined) {
    const message = `the layout lists key ${shortKeyId(keyId)} for the step and does not have it in its "keys"`;
    return { outcome: 'refused', refusal: { location, keyId, reason: 'key-unknown', message } };
  }
  const { key, authorization } = found;
  const form = profile === 'strict' ? 'received' : 'reference';
  try {
    const options = { keys: [key], threshold: 1, backend, form, now, openpgp, parse: parsePayload, read } as const;
    const result = await authenticate(metadata, options);
    if (!result.ok) {
      const check = result.checks[0]?.check;
      if (check === undefined || check.ok) throw new Error('The one key asked for has failed');
      return await judgeFailure(evaluation, layout, step, loaded, key, check);
    }
    if (profile === 'reference' && lacksSignedExpiry(metadata, result.payload)) return refuseSignature(location, keyId);
    if (profile === 'strict' && authorization === 'subkey' && signerOf(metadata, key) !== keyId) {
      return { outcome: 'spoilt', problem: describeMainKey(step, loaded, key) };
    }
    return {
      outcome: 'signed',
      link: { ...loaded, key, payload: result.payload as Authenticated<Link> | Authenticated<Layout> },
    };
  } catch (error) {
    // A Metablock's payload was read before; an envelope's is read once its signature has verified.
    if (!InTotoError.is(error) || metadata.container !== 'dsse') throw error;
    return { outcome: 'signed', link: { ...loaded, key, problem: describeMalformed(error, step.name, location) } };
  }
}

async function judgeFailure(
  evaluation: Evaluation,
  layout: Layout,
  step: Step,
  { keyId, location, metadata }: LoadedLink,
  key: PublicKey,
  check: FailedCheck,
): Promise<LinkVerdict> {
  const subject = { item: step.name, keyId, location };
  const details = { cause: { code: check.code, message: check.message } };
  const strict = evaluation.profile === 'strict';
  switch (check.code) {
    case 'ERR_SIGNATURE_MISSING': {
      const explanation = await explainSignatures(evaluation, layout, step, metadata);
      return { outcome: 'refused', refusal: { location, keyId, ...explanation } };
    }
    case 'ERR_SIGNATURE_INVALID':
      return refuseSignature(location, keyId);
    case 'ERR_SIGNATURE_ENCODING': {
      if (!strict) return refuseSignature(location, keyId);
      const message = `${quoteText(location)} has a signature by key ${shortKeyId(keyId)} that is not hex.`;
      const remedy = 'Have the link signed again; some verifiers read such a signature and others do not.';
      return { outcome: 'spoilt', problem: { code: 'ERR_LINK_FORMAT', subject, message, remedy, details } };
    }
    case 'ERR_SIGNATURE_FORMAT': {
      const message = `${quoteText(location)} cannot be judged: ${lowerFirst(check.message)}.`;
      const remedy =
        'Have the link signed again, or remove it; some verifiers read such a signature and others do not.';
      return { outcome: 'spoilt', problem: { code: 'ERR_LINK_FORMAT', subject, message, remedy, details } };
    }
    case 'ERR_SIGNATURE_EXPIRED': {
      const message = `${quoteText(location)} cannot be relied on any more: ${lowerFirst(check.message)}.`;
      const remedy =
        'Have the link signed again, or remove it; other verifiers do not look at this expiry and count the link.';
      return { outcome: 'spoilt', problem: { code: 'ERR_LINK_KEY_EXPIRED', subject, message, remedy, details } };
    }
    case 'ERR_KEY_EXPIRED': {
      const message = lowerFirst(check.message);
      return { outcome: 'refused', refusal: { location, keyId, reason: 'key-expired', message } };
    }
    case 'ERR_KEY_FORMAT':
    case 'ERR_KEY_UNUSABLE':
    case 'ERR_CRYPTO_UNSUPPORTED': {
      // What the reference cannot use it passes over; what it does not know ends its verification.
      if (!strict && check.code === 'ERR_KEY_UNUSABLE') return refuseSignature(location, keyId);
      const message = `${quoteText(location)} cannot be verified with key ${shortKeyId(key.keyId)}: ${check.message}.`;
      const remedy = `Correct the key in the layout's "keys" and have the layout signed again, or remove the link.`;
      return { outcome: 'spoilt', problem: { code: 'ERR_LINK_KEY_UNUSABLE', subject, message, remedy, details } };
    }
    default:
      return check.code satisfies never;
  }
}

function refuseSignature(location: string, keyId: string): LinkVerdict {
  const message = `its signature by key ${shortKeyId(keyId)} does not verify`;
  return { outcome: 'refused', refusal: { location, keyId, reason: 'bad-signature', message } };
}

/** Of a key and its subkeys, the one whose signature was checked. */
function signerOf({ signatures }: Metadata, key: PublicKey): string | undefined {
  const keyIds = new Set([key.keyId, ...listSubkeyIds(key)]);
  return signatures.find((signature) => keyIds.has(signature.keyId))?.keyId;
}

function describeMainKey(step: Step, { keyId, location }: LoadedLink, key: PublicKey): Problem {
  return {
    code: 'ERR_LINK_KEY_ID',
    subject: { item: step.name, keyId, location },
    message: `${quoteText(location)} is not signed with the subkey ${shortKeyId(keyId)} that step ${quoteText(step.name)} lists, but with its main key ${shortKeyId(key.keyId)} or another subkey.`,
    remedy: 'Have the link signed with the subkey, or have the layout list the main key for the step.',
  };
}
