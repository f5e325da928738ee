import type { ArtifactMap } from '@intoto/models';

import { ArtifactError } from './artifact-error.ts';
import { directoryResolver } from './directory-resolver.ts';
import { notUnicode } from './file-name.ts';
import { fileResolver } from './file-resolver.ts';
import { ostreeResolver } from './ostree-resolver.ts';
import { checkRecordArguments, type RecordOptions } from './record-options.ts';
import { createRecording } from './recording.ts';
import type { Resolver } from './resolver.ts';

// With the flag, what is part of a pair does not match.
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** The resolvers of the reference: `file:`, `dir:` and `ostree:`. */
export const DEFAULT_RESOLVERS: readonly Resolver[] = [fileResolver, directoryResolver, ostreeResolver];

/**
 * Records the artifacts that a step uses or makes: their names, and digests of their content.
 *
 * Names and digests are those of the Python reference. A path that does not exist is not an error and not recorded.
 * The working directory is not changed. Where the reference cannot be relied on, this fails or stops instead: names that
 * are not Unicode, directories whose link leads back to them, directories that cannot be listed for an odd reason.
 *
 * @param artifacts - paths of files and directories, or URIs (ITE-4) with a scheme of {@link RecordOptions.resolvers}
 * @returns the digests by name; no order is promised
 * @throws ArtifactError with every code of {@link ARTIFACT_ERROR_CODES}
 * @throws TypeError for an argument of a wrong type or unknown value
 * @throws whatever `signal` was aborted with
 *
 * @example
 * ```ts
 * import { recordArtifacts } from '@intoto/artifacts';
 *
 * const products = await recordArtifacts(['src', 'package.json'], { excludePatterns: ['*.log'] });
 * for (const [name, digests] of products) console.log(name, digests['sha256']);
 * ```
 */
export async function recordArtifacts(artifacts: readonly string[], options: RecordOptions = {}): Promise<ArtifactMap> {
  checkRecordArguments(artifacts, options);
  options.signal?.throwIfAborted();
  if (artifacts.length === 0) return new Map();

  const { recording, finish } = await createRecording(options);
  let recorded: ArtifactMap | undefined;
  for (const [resolver, batch] of assignResolvers(artifacts, options.resolvers ?? DEFAULT_RESOLVERS)) {
    const found = await resolver.resolve(batch, recording);
    recorded = recorded === undefined ? found : new Map([...recorded, ...found]);
  }
  finish();
  return recorded ?? new Map();
}

/** Puts together what belongs to one resolver, as a strip prefix may not make two names of a batch equal. */
function assignResolvers(artifacts: readonly string[], resolvers: readonly Resolver[]): Map<Resolver, string[]> {
  const batches = new Map<Resolver, string[]>();
  for (const artifact of artifacts) {
    if (LONE_SURROGATE.test(artifact)) throw notUnicode(artifact);
    const colon = artifact.indexOf(':');
    const scheme = colon === -1 ? undefined : artifact.slice(0, colon);
    const resolver =
      resolvers.find((candidate) => candidate.scheme === scheme) ??
      resolvers.find((candidate) => candidate.scheme === fileResolver.scheme);
    if (!resolver) throw noResolver(artifact, resolvers);
    const batch = batches.get(resolver);
    if (batch) batch.push(artifact);
    else batches.set(resolver, [artifact]);
  }
  return batches;
}

function noResolver(artifact: string, resolvers: readonly Resolver[]): ArtifactError {
  const schemes = resolvers.map((resolver) => `"${resolver.scheme}:"`).join(', ') || 'none';
  return new ArtifactError(
    `No resolver was given for the artifact ${JSON.stringify(artifact)}; there are resolvers for ${schemes}.`,
    { code: 'ERR_ARTIFACT_SCHEME', details: { artifact } },
  );
}
