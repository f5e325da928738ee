import type { SignatureCheck } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { Layout, PublicKey, Step } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { explainSignatures } from './explain-candidate.ts';
import type { LinkVerdict } from './link-signature.ts';
import { lowerFirst } from './lower-first.ts';
import type { LoadedLink } from './step-evidence.ts';
import { shortKeyId } from './wording.ts';

type FailedCheck = Extract<SignatureCheck, { ok: false }>;

/** The verdict on a link whose signature does not count, by what is wrong with it and by the profile. */
export async function judgeFailure(
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

/** The verdict on a link that is named for a key which the layout does not have. */
export function refuseUnknownKey(location: string, keyId: string): LinkVerdict {
  const message = `the layout lists key ${shortKeyId(keyId)} for the step and does not have it in its "keys"`;
  return { outcome: 'refused', refusal: { location, keyId, reason: 'key-unknown', message } };
}

/** The verdict on a link whose signature is none. */
export function refuseSignature(location: string, keyId: string): LinkVerdict {
  const message = `its signature by key ${shortKeyId(keyId)} does not verify`;
  return { outcome: 'refused', refusal: { location, keyId, reason: 'bad-signature', message } };
}

/** The failure of a link that a subkey should have signed. */
export function describeMainKey(step: Step, { keyId, location }: LoadedLink, key: PublicKey): Problem {
  return {
    code: 'ERR_LINK_KEY_ID',
    subject: { item: step.name, keyId, location },
    message: `${quoteText(location)} is not signed with the subkey ${shortKeyId(keyId)} that step ${quoteText(step.name)} lists, but with its main key ${shortKeyId(key.keyId)} or another subkey.`,
    remedy: 'Have the link signed with the subkey, or have the layout list the main key for the step.',
  };
}
