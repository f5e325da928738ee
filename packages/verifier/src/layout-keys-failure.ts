import { quoteText } from '@intoto/encoding';
import type { PublicKey } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Profile } from './options.ts';
import { isHexKeyId } from './verification-key.ts';
import { shortKeyId } from './wording.ts';

/** The failures of keys of which at least one, or the only one that there should be, does not fit. */
export function describeUnfitKeys(keys: ReadonlyMap<string, PublicKey>, profile: Profile): readonly Problem[] {
  if (keys.size === 0) {
    return [
      {
        code: 'ERR_LAYOUT_KEYS_MISSING',
        message: 'No key was given to verify the layout with.',
        remedy: "Give the project owner's public key; every key given must have signed the layout.",
      },
    ];
  }
  return [...keys].flatMap(([keyId, key]) => describeKey(keyId, key, profile) ?? []);
}

function describeKey(keyId: string, key: PublicKey, profile: Profile): Problem | undefined {
  if (!isHexKeyId(keyId)) {
    return {
      code: 'ERR_LAYOUT_KEY_UNUSABLE',
      subject: { keyId },
      message: `The key id ${quoteText(keyId)} is not hexadecimal.`,
      remedy: 'Give the key under its own id; in-toto key ids are hexadecimal.',
    };
  }
  if (profile !== 'strict' || keyId === key.keyId) return undefined;
  return {
    code: 'ERR_LAYOUT_KEY_ID',
    subject: { keyId },
    message: `The key given as ${shortKeyId(keyId)} says its id is ${quoteText(key.keyId)}.`,
    remedy: 'Give the key under its own id, or find out which of the two keys is meant.',
    details: { ownKeyId: key.keyId },
  };
}
