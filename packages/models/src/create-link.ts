import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { ArtifactMap } from './artifact.ts';
import { encodeLink, parseLink } from './link-codec.ts';
import type { Link } from './link.ts';

/** What {@link createLink} takes; what is left out is empty. */
export interface LinkOptions {
  /** The name of the step. */
  readonly name: string | null;
  readonly materials?: ArtifactMap | undefined;
  readonly products?: ArtifactMap | undefined;
  readonly command?: readonly JsonValue[] | undefined;
  readonly byproducts?: JsonObject | undefined;
  readonly environment?: JsonObject | undefined;
}

/**
 * Makes a link.
 *
 * @throws {@link ModelError} as `parseLink` does, for digests that are not hexadecimal for example
 */
export function createLink(options: LinkOptions): Link {
  return parseLink(
    encodeLink({
      type: 'link',
      name: options.name,
      materials: options.materials ?? new Map(),
      products: options.products ?? new Map(),
      command: options.command ?? [],
      byproducts: options.byproducts ?? createJsonObject([]),
      environment: options.environment ?? createJsonObject([]),
      unknown: createJsonObject([]),
    }),
  );
}
