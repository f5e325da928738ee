import { isJsonObject } from '@intoto/encoding';
import type { PublicKey } from '@intoto/models';

/** The ids of a key's subkeys, whatever its form, as the reference takes them. */
export function listSubkeyIds({ json: { subkeys } }: PublicKey): readonly string[] {
  return isJsonObject(subkeys) ? Object.keys(subkeys) : [];
}

/** The id of the key that stands behind each id that may sign: its own, and its subkeys'. */
export function mapKeyOwners(keys: ReadonlyMap<string, PublicKey>): ReadonlyMap<string, string> {
  const subkeys = [...keys].flatMap(([keyId, key]) => listSubkeyIds(key).map((subkey) => [subkey, keyId] as const));
  return new Map([...subkeys, ...[...keys.keys()].map((keyId) => [keyId, keyId] as const)]);
}
