import { isJsonObject } from '@intoto/encoding';
import type { Layout, PublicKey, Step } from '@intoto/models';

/** The key that a link must verify with, and how its functionary is authorized. */
export interface VerificationKey {
  readonly key: PublicKey;
  /**
   * `key`: the step lists the key itself. `subkey`: it lists a subkey, and the key is the main key's bundle.
   * `main-key`: it lists the main key of the subkey that the link is named for.
   */
  readonly authorization: 'key' | 'subkey' | 'main-key';
}

/** Key ids as the reference accepts them for names of keys. */
export function isHexKeyId(text: string): boolean {
  return /^[0-9a-fA-F]+$/.test(text);
}

/**
 * Key ids that may sign for a step: its `pubkeys` in order, each followed by its subkeys, without repeats.
 * The order decides which of several links stands for the step.
 */
export function listFunctionaryKeyIds(step: Step, layout: Layout): string[] {
  const keyIds = step.pubkeys.flatMap((keyId) => [keyId, ...listSubkeyIds(layout.keys.get(keyId))]);
  return [...new Set(keyIds)];
}

/** The ids of a key's subkeys. The reference takes a member `subkeys` at its word whatever the form of the key. */
export function listSubkeyIds(key: PublicKey | undefined): string[] {
  const subkeys = key?.json['subkeys'];
  return isJsonObject(subkeys) ? Object.keys(subkeys) : [];
}

/** Whether a key has a subkey of this id. */
export function hasSubkey(key: PublicKey, keyId: string): boolean {
  const { subkeys } = key.json;
  return isJsonObject(subkeys) && Object.hasOwn(subkeys, keyId);
}

/**
 * Whether a key has a member `subkeys` in which nobody can look for a subkey, so that the reference gives up where a step
 * lists the key. Absent it may be; a value that counts as true is none that a key is read with.
 */
export function hasUnusableSubkeys(key: PublicKey | undefined): boolean {
  const subkeys = key?.json['subkeys'];
  return subkeys !== undefined && !isJsonObject(subkeys);
}

/** Whether that cannot even be gone through, so that the reference gives up wherever the key is listed. */
export function hasUncountableSubkeys(key: PublicKey): boolean {
  const { subkeys } = key.json;
  return hasUnusableSubkeys(key) && subkeys !== '' && !Array.isArray(subkeys);
}

/** The main key of every subkey in the layout; the last one where a subkey has several. */
export function mapMainKeys(layout: Layout): ReadonlyMap<string, PublicKey> {
  return new Map([...layout.keys.values()].flatMap((key) => listSubkeyIds(key).map((keyId) => [keyId, key])));
}

/**
 * The key for a link that is named for `keyId`, by the first of the step's key ids that authorizes it.
 * A main key's authorization extends to its subkeys; not the other way round.
 * @returns `undefined` where the layout's `keys` have none.
 */
export function findVerificationKey(
  step: Step,
  layout: Layout,
  mainKeys: ReadonlyMap<string, PublicKey>,
  keyId: string,
): VerificationKey | undefined {
  for (const authorized of step.pubkeys) {
    const key = layout.keys.get(authorized);
    if (keyId === authorized) {
      if (key !== undefined) return { key, authorization: 'key' };
      const mainKey = mainKeys.get(authorized);
      if (mainKey !== undefined) return { key: mainKey, authorization: 'subkey' };
    }
    if (key !== undefined && hasSubkey(key, keyId)) return { key, authorization: 'main-key' };
  }
  return undefined;
}
