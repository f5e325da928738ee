import { keyMaterialId } from '@intoto/crypto';

import type { Profile } from './options.ts';
import type { SignedLink } from './step-evidence.ts';

/**
 * Groups links by the functionary who signed them. `reference` tells functionaries apart by the ids that keys call themselves
 * by. In `strict` two links are by one functionary if they share anything that stands for one: the key's material, its id,
 * or, with certificates, an identity. A functionary who signs with a key and with a certificate for that key counts once, and
 * so does a workload that gets a new key with every certificate.
 */
export function groupByFunctionary(profile: Profile, links: readonly SignedLink[]): readonly (readonly SignedLink[])[] {
  let groups: { readonly marks: ReadonlySet<string>; readonly links: readonly SignedLink[] }[] = [];
  for (const link of links) {
    const marks = marksOf(profile, link);
    const same = groups.filter((group) => marks.some((mark) => group.marks.has(mark)));
    const merged = {
      marks: new Set([...same.flatMap((group) => [...group.marks]), ...marks]),
      links: [...same.flatMap((group) => group.links), link],
    };
    groups = [...groups.filter((group) => !same.includes(group)), merged];
  }
  return groups.map((group) => group.links);
}

function marksOf(profile: Profile, { key, certified }: SignedLink): readonly string[] {
  if (profile === 'reference') return [`id ${key.keyId}`];
  const material = `material ${keyMaterialId(key)}`;
  if (certified === undefined) return [material, `id ${key.keyId}`];
  // The id that a signature gives to a certificate's key is a label that nobody has signed.
  return [material, ...certified.identity.map((identity) => `identity ${identity}`)];
}
