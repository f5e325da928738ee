import type { Link } from '@intoto/models';

import { isNormalArtifactName } from './artifact-names.ts';
import type { SignedLink } from './step-evidence.ts';

/** A link that `strict` refuses for what it says. */
export interface UnfitLink {
  readonly link: SignedLink;
  readonly payload: Link;
  /** Artifact names that are not in normal form. */
  readonly names: readonly string[];
}

/**
 * What `strict` asks of a link beyond its format: that it was made for the step (specification 4.4), and that each of its
 * artifacts has the one name that rules know it by.
 * @returns `undefined` for a link that meets it, and for a sublayout.
 */
export function findUnfit(step: string, link: SignedLink): UnfitLink | undefined {
  const { payload } = link;
  if (payload?.type !== 'link') return undefined;
  const names = new Set([...payload.materials.keys(), ...payload.products.keys()]);
  const refused = [...names].filter((name) => !isNormalArtifactName(name));
  return payload.name === step && refused.length === 0 ? undefined : { link, payload, names: refused };
}
