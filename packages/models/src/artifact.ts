import { createJsonObject, type JsonObject } from '@intoto/encoding';

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

/** `materials` or `products` as JSON. */
export function encodeArtifacts(artifacts: ArtifactMap): JsonObject {
  return createJsonObject(artifacts);
}

function withoutPrototype(digests: DigestSet): DigestSet {
  if (Object.getPrototypeOf(digests) === null) return digests;
  return createJsonObject(Object.entries(digests)) as DigestSet;
}
