import { keyMaterialId } from '@intoto/crypto';
import type { Layout } from '@intoto/models';

import type { Profile } from './options.ts';
import type { SignedLink } from './step-evidence.ts';

/** Tells functionaries apart: of the links of a step, those of each. */
export type Grouping = (links: readonly SignedLink[]) => readonly (readonly SignedLink[])[];

/**
 * Makes what groups links by the functionary who signed them. `reference` tells functionaries apart by the ids that keys call themselves
 * by. In `strict` two links are by one functionary if they share anything that stands for one: the key's material, its id,
 * or, with certificates, an identity. A functionary who signs with a key and with a certificate for that key counts once, and
 * so does a workload that gets a new key with every certificate. A subkey, which a layout may list as a key of its own, is its
 * main key's. No more are ever counted than `reference` counts.
 */
export function createGrouping(profile: Profile, layout: Layout): Grouping {
  const mainMaterials = mapMainMaterials(layout);
  return (links) => groupByFunctionary(profile, mainMaterials, links);
}

function groupByFunctionary(
  profile: Profile,
  mainMaterials: ReadonlyMap<string, string>,
  links: readonly SignedLink[],
): readonly (readonly SignedLink[])[] {
  let groups: { readonly marks: ReadonlySet<string>; readonly links: readonly SignedLink[] }[] = [];
  for (const link of links) {
    const marks = marksOf(profile, mainMaterials, link);
    const same = groups.filter((group) => marks.some((mark) => group.marks.has(mark)));
    const merged = {
      marks: new Set([...same.flatMap((group) => [...group.marks]), ...marks]),
      links: [...same.flatMap((group) => group.links), link],
    };
    groups = [...groups.filter((group) => !same.includes(group)), merged];
  }
  return groups.map((group) => group.links);
}

/** Of the material of each subkey in the layout, that of its main key. */
function mapMainMaterials({ keys }: Layout): ReadonlyMap<string, string> {
  const mainMaterials = new Map<string, string>();
  for (const key of keys.values()) {
    if (key.form !== 'gpg') continue;
    for (const subkey of key.subkeys.values()) mainMaterials.set(keyMaterialId(subkey), keyMaterialId(key));
  }
  return mainMaterials;
}

function marksOf(
  profile: Profile,
  mainMaterials: ReadonlyMap<string, string>,
  { key, certified }: SignedLink,
): readonly string[] {
  const { keyId } = key;
  if (profile === 'reference') return [`id ${keyId}`];
  const own = keyMaterialId(key);
  const material = `material ${mainMaterials.get(own) ?? own}`;
  if (certified === undefined) return [material, `id ${keyId}`];
  // The id that a signature gives to a certificate's key is a label that nobody has signed.
  return [material, ...certified.identity.map((identity) => `identity ${identity}`)];
}
