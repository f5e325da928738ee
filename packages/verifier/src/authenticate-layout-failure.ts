import type { SignatureCheck } from '@intoto/crypto';
import type { InTotoError } from '@intoto/encoding';
import { formatTime, type Metadata, type PublicKey } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { listKeyIds } from './key-aliases.ts';
import { isLimitError, LIMIT_REMEDY } from './limits.ts';
import { lowerFirst } from './lower-first.ts';
import { describeError } from './read-candidate-failure.ts';
import { shortKeyId } from './wording.ts';

/** The failure of a link where the layout should be. */
export const NOT_A_LAYOUT: Problem = {
  code: 'ERR_LAYOUT_FORMAT',
  message: 'This is a link, not a layout.',
  remedy: 'Give the layout that the project owner signed.',
};

/** The failure of a layout with more signatures than the limit allows. */
export function describeTooManySignatures({ signatures }: Metadata, limit: number): Problem {
  return {
    code: 'ERR_LIMIT',
    message: `The layout has ${String(signatures.length)} signatures; ${String(limit)} are allowed.`,
    remedy: LIMIT_REMEDY,
  };
}

/** The failure of a layout that cannot be read. */
export function describeMalformedLayout(error: InTotoError): Problem {
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

/** The failure of a signature that verifies and covers something else than the layout in force. */
export function describeUncovered(keyId: string): Problem {
  return {
    code: 'ERR_LAYOUT_SIGNATURE',
    subject: { keyId },
    message: 'The layout does not say when it expires; the reference fills in a date, which no signature covers.',
    remedy: 'Have the layout signed again with a date in "expires".',
  };
}

/** The failure of a layout that a key has not signed. */
export async function describeSignature(
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
        message: `The layout's signature by key ${name} ${describeFault(check)}.`,
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

function describeFault({ code, message }: Extract<SignatureCheck, { ok: false }>): string {
  if (code === 'ERR_SIGNATURE_FORMAT') return `cannot be judged: ${lowerFirst(message)}`;
  return code === 'ERR_SIGNATURE_ENCODING' ? 'is not hex' : 'does not verify';
}
