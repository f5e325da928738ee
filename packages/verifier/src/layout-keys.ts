import type { PublicKey } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import { isHexKeyId } from './verification-key.ts';
import { count } from './wording.ts';

/**
 * The keys that must have signed the layout: at least one, each under a hexadecimal id; `strict`: under its own id.
 * @returns whether the layout's signatures can be checked with them.
 */
export async function checkLayoutKeys(
  { checks, profile }: Evaluation,
  keys: ReadonlyMap<string, PublicKey>,
): Promise<boolean> {
  const fit = [...keys].every(([keyId, key]) => isHexKeyId(keyId) && (profile !== 'strict' || keyId === key.keyId));
  if (fit && keys.size > 0) {
    checks.passed('keys', {}, `${count(keys.size, 'key')} given for the layout.`, { keyIds: [...keys.keys()] });
    return true;
  }
  const { describeUnfitKeys } = await loadWording();
  for (const problem of describeUnfitKeys(keys, profile)) checks.failed('keys', problem);
  return false;
}
