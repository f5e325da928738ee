import { type Stats, statSync } from 'node:fs';

import type { DigestSet } from '@intoto/models';

import { locate, normalizePath } from './normalize-path.ts';
import { checkBasePath, type Recording } from './recording.ts';
import type { Resolver } from './resolver.ts';
import { checkNameIsFree, stripPrefix } from './strip-prefix.ts';
import { walk } from './walk.ts';

const SCHEME = 'file:';

/**
 * Records files, and all files in directories, by their paths; for artifacts `file:<path>` and those without a scheme.
 *
 * A path that does not exist, and anything that is neither a file nor a directory, is passed over without an error.
 * A name keeps the `file:` that its artifact was given with.
 */
export const fileResolver: Resolver = { scheme: 'file', resolve: recordFiles };

/**
 * {@link fileResolver}'s work, also done for the content of a `dir:` artifact.
 *
 * @throws ArtifactError `ERR_ARTIFACT_BASE_PATH`, `ERR_ARTIFACT_COLLISION`, `ERR_ARTIFACT_LIMIT`, `ERR_ARTIFACT_NAME`,
 * `ERR_ARTIFACT_UNREADABLE`
 */
export async function recordFiles(
  artifacts: readonly string[],
  recording: Recording,
): Promise<ReadonlyMap<string, DigestSet>> {
  checkBasePath(recording.basePath);
  const names: string[] = [];
  const taken = new Set<string>();

  function addName(path: string, scheme: string): void {
    const name = stripPrefix(path, recording.stripPrefixes);
    // Without the scheme, as in the reference: names that had one are never found taken.
    checkNameIsFree(name, path, taken, recording.stripPrefixes);
    if (recording.stripPrefixes.length > 0) taken.add(scheme + name);
    names.push(scheme + name);
  }

  const digests = await recording.hashFiles(async (add) => {
    const record = (path: string, scheme: string): void => {
      addName(path, scheme);
      add(locate(recording.basePath, path));
    };
    for (const artifact of artifacts) {
      await recording.checkpoint();
      const scheme = artifact.startsWith(SCHEME) ? SCHEME : '';
      const path = normalizePath(artifact.slice(scheme.length));
      if (recording.isExcluded(path)) continue;
      const status = readStatus(locate(recording.basePath, path));
      if (status?.isFile()) record(path, scheme);
      if (status?.isDirectory()) {
        await walk(path, recording, (found) => {
          if (recording.isIncluded(found)) record(found, scheme);
        });
      }
    }
  });

  const recorded = new Map<string, DigestSet>();
  names.forEach((name, index) => {
    const digestSet = digests[index];
    if (digestSet) recorded.set(name, digestSet);
  });
  return recorded;
}

function readStatus(location: string): Stats | undefined {
  try {
    return statSync(location);
  } catch {
    return undefined;
  }
}
