import { authenticate, checkSignature, keyMaterialId, type SignatureCheck } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';
import {
  type Authenticated,
  formatTime,
  type Layout,
  type Link,
  type Metadata,
  parsePayload,
  type PublicKey,
} from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { listKeyIds } from './key-aliases.ts';
import { isLimitError, LIMIT_REMEDY } from './limits.ts';
import { describeError } from './read-candidate.ts';
import { lacksSignedExpiry } from './signed-projection.ts';
import { lowerFirst, shortKeyId } from './wording.ts';

const SIGNATURE_FAULTS = {
  ERR_SIGNATURE_INVALID: 'does not verify',
  ERR_SIGNATURE_ENCODING: 'is not hex',
  ERR_SIGNATURE_FORMAT: 'is not one that GnuPG makes over metadata',
} as const;

const NOT_CHECKED = 'Signatures were not checked, since it is not clear what they cover.';

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
    const message = `The layout has ${String(metadata.signatures.length)} signatures; ${String(limits.maxSignatures)} are allowed.`;
    checks.failed('layout-signature', { code: 'ERR_LIMIT', message, remedy: LIMIT_REMEDY });
    return undefined;
  }
  try {
    // The reference reads a Metablock whole before it looks at signatures.
    const known =
      profile === 'reference' && metadata.container === 'metablock' ? parsePayload(metadata.signed) : undefined;
    const verdicts = await checkSignatures(evaluation, metadata, keys, known);
    if (!reportSignatures(evaluation, verdicts)) {
      checks.skipped('layout-format', {}, 'The layout was not read, since it is not known to be authentic.');
      return undefined;
    }
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    checks.skipped('layout-signature', {}, NOT_CHECKED);
    checks.failed('layout-format', describeMalformedLayout(error));
    return undefined;
  }
  return readLayout(evaluation, metadata, keys);
}

interface SignatureVerdict {
  readonly keyId: string;
  readonly problem: Problem | undefined;
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
        : describeUncovered(keyId)
      : await describeSignature(evaluation, metadata, keyId, key, check);
    verdicts.push({ keyId, problem });
  }
  return verdicts;
}

function signedForm({ profile }: Evaluation): 'received' | 'reference' {
  return profile === 'strict' ? 'received' : 'reference';
}

function reportSignatures({ checks, signatures }: Evaluation, verdicts: readonly SignatureVerdict[]): boolean {
  for (const { keyId, problem } of verdicts) {
    if (problem === undefined) {
      const message = `The layout is signed with key ${shortKeyId(keyId)}.`;
      checks.passed('layout-signature', { keyId }, message);
      signatures.push({ keyId });
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
    checks.failed('layout-format', {
      code: 'ERR_LAYOUT_FORMAT',
      message: 'This is a link, not a layout.',
      remedy: 'Give the layout that the project owner signed.',
    });
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    checks.failed('layout-format', describeMalformedLayout(error));
  }
  return undefined;
}

function describeMalformedLayout(error: InTotoError): Problem {
  const details = describeError(error);
  if (isLimitError(error)) {
    return {
      code: 'ERR_LIMIT',
      message: `The layout crosses a limit: ${error.message}`,
      remedy: LIMIT_REMEDY,
      details,
    };
  }
  return {
    code: 'ERR_LAYOUT_FORMAT',
    message: `The layout cannot be read: ${error.message}`,
    remedy: 'Get the layout from the project owner again; if it is the right one, have it corrected and signed again.',
    details,
  };
}

function describeUncovered(keyId: string): Problem {
  return {
    code: 'ERR_LAYOUT_SIGNATURE',
    subject: { keyId },
    message: 'The layout does not say when it expires; the reference fills in a date, which no signature covers.',
    remedy: 'Have the layout signed again with a date in "expires".',
  };
}

async function describeSignature(
  { backend, now }: Evaluation,
  metadata: Metadata,
  keyId: string,
  key: PublicKey,
  check: Extract<SignatureCheck, { ok: false }>,
): Promise<Problem> {
  const subject = { keyId };
  const name = shortKeyId(keyId);
  switch (check.code) {
    case 'ERR_SIGNATURE_MISSING': {
      const signers = [...new Set(metadata.signatures.map((signature) => signature.keyId))];
      const aliases = await listKeyIds(key, backend);
      const alias = signers.find((signer) => aliases.includes(signer));
      const who =
        signers.length === 0
          ? 'It has no signature at all.'
          : `It names ${signers.slice(0, 5).map(shortKeyId).join(', ')}.`;
      return {
        code: 'ERR_LAYOUT_UNSIGNED',
        subject,
        message: `The layout is not signed with key ${name}. ${who}`,
        remedy:
          alias === undefined
            ? 'Have the layout signed with this key too, or verify with the keys that did sign if you trust them.'
            : `Give the key under its other id ${shortKeyId(alias)}, by which the signature names it, or have the layout signed again.`,
        details: bounded('signedBy', signers),
      };
    }
    case 'ERR_SIGNATURE_INVALID':
    case 'ERR_SIGNATURE_ENCODING':
    case 'ERR_SIGNATURE_FORMAT':
      return {
        code: 'ERR_LAYOUT_SIGNATURE',
        subject,
        message: `The layout's signature by key ${name} ${SIGNATURE_FAULTS[check.code]}.`,
        remedy: 'Get the layout from the project owner again; it was changed after it was signed, or signed wrongly.',
        details: { cause: { code: check.code, message: check.message } },
      };
    case 'ERR_SIGNATURE_EXPIRED':
    case 'ERR_KEY_EXPIRED':
      return {
        code: 'ERR_LAYOUT_KEY_EXPIRED',
        subject,
        message: `The layout's signature by key ${name} is of no use any more: ${lowerFirst(check.message)}.`,
        remedy: 'Have the layout signed again with a key that has not expired, or give the key with its new expiry.',
        details: { cause: { code: check.code, message: check.message }, at: formatTime(now) },
      };
    case 'ERR_KEY_FORMAT':
    case 'ERR_KEY_UNUSABLE':
    case 'ERR_CRYPTO_UNSUPPORTED':
      return {
        code: 'ERR_LAYOUT_KEY_UNUSABLE',
        subject,
        message: `The key ${name} given for the layout cannot be used: ${lowerFirst(check.message)}.`,
        remedy: 'Give the right key, in a form and with a scheme that can be verified here.',
        details: { cause: { code: check.code, message: check.message } },
      };
    default:
      return check.code satisfies never;
  }
}
