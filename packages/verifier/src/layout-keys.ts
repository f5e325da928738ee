import { quoteText } from '@intoto/encoding';
import type { PublicKey } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import { isHexKeyId } from './verification-key.ts';
import { count, shortKeyId } from './wording.ts';

/**
 * The keys that must have signed the layout: at least one, each under a hexadecimal id; `strict`: under its own id.
 * @returns whether the layout's signatures can be checked with them.
 */
export function checkLayoutKeys(evaluation: Evaluation, keys: ReadonlyMap<string, PublicKey>): boolean {
  const { checks, profile } = evaluation;
  const failures = checks.failures.length;
  if (keys.size === 0) {
    checks.failed('keys', {
      code: 'ERR_LAYOUT_KEYS_MISSING',
      message: 'No key was given to verify the layout with.',
      remedy: "Give the project owner's public key; every key given must have signed the layout.",
    });
  }
  for (const [keyId, key] of keys) {
    if (!isHexKeyId(keyId)) {
      checks.failed('keys', {
        code: 'ERR_LAYOUT_KEY_UNUSABLE',
        subject: { keyId },
        message: `The key id ${quoteText(keyId)} is not hexadecimal.`,
        remedy: 'Give the key under its own id; in-toto key ids are hexadecimal.',
      });
    } else if (profile === 'strict' && keyId !== key.keyId) {
      checks.failed('keys', {
        code: 'ERR_LAYOUT_KEY_ID',
        subject: { keyId },
        message: `The key given as ${shortKeyId(keyId)} says its id is ${quoteText(key.keyId)}.`,
        remedy: 'Give the key under its own id, or find out which of the two keys is meant.',
        details: { ownKeyId: key.keyId },
      });
    }
  }
  if (checks.failures.length > failures) return false;
  checks.passed('keys', {}, `${count(keys.size, 'key')} given for the layout.`, { keyIds: [...keys.keys()] });
  return true;
}
