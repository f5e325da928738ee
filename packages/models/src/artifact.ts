import { createJsonObject, type JsonObject } from '@intoto/encoding';

import { isNative } from './foreign-values.ts';

/** Digests of one artifact by algorithm name, e.g. `{ sha256: '9f86…' }`; hex as received. An object without a prototype. */
export type DigestSet = Readonly<Record<string, string>>;

/** Artifact names (paths or URIs) with their digests. */
export type ArtifactMap = ReadonlyMap<string, DigestSet>;

/** Reads `materials` or `products` whose shape has been checked. */
export function readArtifacts(json: JsonObject): ArtifactMap {
  const artifacts = new Map<string, DigestSet>();
  for (const name of Object.keys(json)) artifacts.set(name, withoutPrototype(json[name] as DigestSet));
  return artifacts;
}

/** Whether all names have a canonical form. Digests whose shape has been checked have one. */
export function hasNativeNames(artifacts: ArtifactMap): boolean {
  for (const [name, digests] of artifacts) {
    if (!isNative(name, 0)) return false;
    for (const algorithm in digests) if (!isNative(algorithm, 0)) return false;
  }
  return true;
}

/** `materials` or `products` as JSON. */
export function encodeArtifacts(artifacts: ArtifactMap): JsonObject {
  return createJsonObject(artifacts);
}

function withoutPrototype(digests: DigestSet): DigestSet {
  if (Object.getPrototypeOf(digests) === null) return digests;
  return createJsonObject(Object.entries(digests)) as DigestSet;
}
