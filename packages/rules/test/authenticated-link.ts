import type { Authenticated, DigestSet, Link } from '@intoto/models';

/** Artifacts as a record or as pairs, with digests or with a word that stands for the content. */
export type Artifacts =
  | Readonly<Record<string, DigestSet | string>>
  | readonly (readonly [name: string, content: DigestSet | string])[];

function toArtifactMap(artifacts: Artifacts): ReadonlyMap<string, DigestSet> {
  const pairs: readonly (readonly [string, DigestSet | string])[] = Array.isArray(artifacts)
    ? artifacts
    : Object.entries(artifacts);
  return new Map(pairs.map(([name, content]) => [name, typeof content === 'string' ? digestsOf(content) : content]));
}

/** A digest set that is different for different contents. */
export function digestsOf(content: string): DigestSet {
  const hex = Array.from(content, (character) => (character.codePointAt(0) ?? 0).toString(16)).join('');
  return Object.assign(Object.create(null) as Record<string, string>, { sha256: hex.padStart(64, '0') });
}

/** The one place where tests vouch for a link: outside of them, only `@intoto/crypto` makes the brand. */
export function createAuthenticatedLink(artifacts: {
  readonly materials?: Artifacts | undefined;
  readonly products?: Artifacts | undefined;
}): Authenticated<Link> {
  const link: Link = {
    type: 'link',
    name: 'item',
    materials: toArtifactMap(artifacts.materials ?? {}),
    products: toArtifactMap(artifacts.products ?? {}),
    command: [],
    byproducts: {},
    environment: {},
    unknown: {},
  };
  return link as Authenticated<Link>;
}
