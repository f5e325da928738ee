import { compareCodePoints, quoteText } from '@intoto/encoding';
import type { ArtifactMap, DigestSet, Link } from '@intoto/models';

import { LayoutError } from './layout-error.ts';

/** A link, and the id of the key that signed it. Nothing checks that here: see `checkSignature` of `@intoto/crypto`. */
export interface RehearsalLink {
  readonly link: Link;
  readonly keyId: string;
}

/** The links of a supply chain that was carried out once, as it should be. */
export type Rehearsal = readonly RehearsalLink[];

/** What one step did in one rehearsal. */
export interface RehearsedStep {
  readonly name: string;
  readonly link: Link;
  /** Ids of the keys that signed, without repeats. */
  readonly keyIds: readonly string[];
}

/** Larger rehearsals are not looked at. */
const MAX_LINKS = 1000;
const MAX_ARTIFACTS = 100_000;

/**
 * The steps of a rehearsal by name, in the order of their first links.
 *
 * @throws {@link LayoutError} `ERR_REHEARSAL` for a link without a name, and where the links of a step differ
 */
export function groupSteps(rehearsal: Rehearsal): ReadonlyMap<string, RehearsedStep> {
  if (rehearsal.length > MAX_LINKS)
    throw refuse(`A rehearsal has ${rehearsal.length} links; at most ${MAX_LINKS} are looked at.`);
  const artifacts = rehearsal.reduce((sum, { link }) => sum + link.materials.size + link.products.size, 0);
  if (artifacts > MAX_ARTIFACTS)
    throw refuse(`A rehearsal has ${artifacts} artifacts; at most ${MAX_ARTIFACTS} are looked at.`);
  const steps = new Map<string, RehearsedStep>();
  for (const { link, keyId } of rehearsal) {
    const { name } = link;
    if (name === null || name === '') throw refuse('A link of the rehearsal does not say which step it is for.');
    const step = steps.get(name) ?? { name, link, keyIds: [] };
    if (!areEqual(step.link.materials, link.materials) || !areEqual(step.link.products, link.products)) {
      throw refuse(`The links of step ${quoteText(name)} record different artifacts. Rehearse it so that they agree.`);
    }
    steps.set(name, { ...step, keyIds: [...new Set([...step.keyIds, keyId])] });
  }
  return steps;
}

/** A text that is equal for equal digests, whatever their order. */
export function digestKey(digests: DigestSet): string {
  return JSON.stringify(Object.entries(digests).sort(([a], [b]) => compareCodePoints(a, b)));
}

/** An error about a rehearsal. */
export function refuse(message: string): LayoutError {
  return new LayoutError(message, { code: 'ERR_REHEARSAL' });
}

function areEqual(one: ArtifactMap, other: ArtifactMap): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([name, digests]) => {
    const found = other.get(name);
    return found !== undefined && digestKey(found) === digestKey(digests);
  });
}
