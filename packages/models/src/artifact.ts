/** Digests of one artifact by algorithm name, e.g. `{ sha256: '9f86…' }`; hex as received. An object without a prototype. */
export type DigestSet = Readonly<Record<string, string>>;

/** Artifact names (paths or URIs) with their digests. */
export type ArtifactMap = ReadonlyMap<string, DigestSet>;
