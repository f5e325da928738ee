import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { ArtifactMap, DigestSet } from './artifact.ts';
import { isNative } from './foreign-values.ts';
import { encodeLink, parseLink } from './link-codec.ts';
import type { Link } from './link.ts';

/** As the schema has it. */
const HEX = /^[0-9a-fA-F]+$/;

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
  const materials = copyArtifacts(options.materials ?? new Map());
  const products = copyArtifacts(options.products ?? new Map());
  if (materials === undefined || products === undefined) return readOptions(options);
  return { ...readOptions({ ...options, materials: undefined, products: undefined }), materials, products };
}

function readOptions(options: LinkOptions): Link {
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

/**
 * Copies artifacts in which `parseLink` would find nothing to change or refuse; `undefined` if there is anything. Writing them as
 * JSON to have that read takes three times as long.
 */
function copyArtifacts(artifacts: ArtifactMap): ArtifactMap | undefined {
  const copy = new Map<string, DigestSet>();
  for (const [name, digests] of artifacts) {
    if (!isText(name) || !isFit(digests)) return undefined;
    copy.set(name, digests);
  }
  return copy;
}

function isFit(digests: DigestSet): boolean {
  const value: unknown = digests;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null) return false;
  for (const algorithm in digests) {
    const digest: unknown = digests[algorithm];
    if (!isText(algorithm) || typeof digest !== 'string' || !HEX.test(digest)) return false;
  }
  return true;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && isNative(value, 0);
}
