import type { DigestSet, Link } from '@intoto/models';

import { digestKey } from './rehearsal.ts';

/** Where an artifact comes from: the product of an earlier step, below another directory perhaps. */
export interface Origin {
  readonly step: string;
  /** The name without the directories that differ. */
  readonly rest: string;
  readonly sourcePrefix: string;
  readonly destinationPrefix: string;
}

/** Products of earlier steps, to look up by content. */
export type EarlierProducts = ReadonlyMap<string, readonly { readonly step: string; readonly name: string }[]>;

/** @param earlier - in the order of the layout */
export function indexProducts(earlier: readonly { readonly name: string; readonly link: Link }[]): EarlierProducts {
  const index = new Map<string, { step: string; name: string }[]>();
  // The latest step first: what it left is what the next one found.
  for (const { name: step, link } of earlier.toReversed()) {
    for (const [name, digests] of link.products) {
      const key = digestKey(digests);
      const found = index.get(key);
      if (found === undefined) index.set(key, [{ step, name }]);
      else found.push({ step, name });
    }
  }
  return index;
}

/** The latest product of the same content and name; else the latest whose name ends with as many of the same parts as possible. */
export function findOrigin(name: string, digests: DigestSet, products: EarlierProducts): Origin | undefined {
  const candidates = products.get(digestKey(digests)) ?? [];
  const same = candidates.find((candidate) => candidate.name === name);
  if (same !== undefined) return { step: same.step, rest: name, sourcePrefix: '', destinationPrefix: '' };
  let best: Origin | undefined;
  for (const candidate of candidates) {
    const rest = commonEnd(name, candidate.name);
    if (rest === undefined || (best !== undefined && best.rest.length >= rest.length)) continue;
    best = {
      step: candidate.step,
      rest,
      sourcePrefix: cutEnd(name, rest),
      destinationPrefix: cutEnd(candidate.name, rest),
    };
  }
  return best;
}

/** The longest sequence of whole path segments, one at least, that both names end with, where prefixes can be told by it. */
function commonEnd(one: string, other: string): string | undefined {
  const [a, b] = [one.split('/'), other.split('/')];
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  const rest = a.slice(a.length - count).join('/');
  // An absolute name, and one with backslashes, is not put together again from its prefix.
  return count === 0 || rest.startsWith('/') || /\\|^\/|\/\//u.test(one + other) ? undefined : rest;
}

function cutEnd(name: string, rest: string): string {
  return name.slice(0, Math.max(0, name.length - rest.length - 1));
}
