import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';

import { compareCodePoints } from '@intoto/encoding';
import type { ArtifactMap, DigestSet } from '@intoto/models';

import { ArtifactError } from './artifact-error.ts';
import type { DigestAlgorithm } from './digest-algorithm.ts';
import { recordFiles } from './file-resolver.ts';
import { locate } from './normalize-path.ts';
import type { Recording } from './recording.ts';
import type { Resolver } from './resolver.ts';
import { checkNameIsFree, stripPrefix } from './strip-prefix.ts';

const SCHEME = 'dir:';

/**
 * Records each artifact `dir:<path>` as one, by a digest of all files in the directory. The path is relative to `cwd`,
 * whatever the base path is.
 *
 * The digest is that of the lines `<hex digest>  <path inside the directory>`, in order of the paths' bytes, each ended
 * by a line feed, as `sha256sum` prints them; of no bytes, if there are no files. Every algorithm digests the lines with
 * its own file digests. Exclude and include patterns are applied to the paths inside; prefixes are stripped from what
 * follows `dir:`, and from nothing inside.
 *
 * @throws ArtifactError `ERR_ARTIFACT_NOT_DIRECTORY`, and as for files
 */
export const directoryResolver: Resolver = { scheme: 'dir', resolve: recordDirectories };

async function recordDirectories(artifacts: readonly string[], recording: Recording): Promise<ArtifactMap> {
  const recorded = new Map<string, DigestSet>();
  for (const artifact of artifacts) {
    const path = artifact.slice(SCHEME.length);
    const basePath = locate(recording.cwd, path);
    // An empty path would be the working directory; the reference wants it to be said.
    if (path === '' || !isDirectory(basePath)) throw notDirectory(path, recording.cwd);
    const files = await recordFiles(['.'], { ...recording, basePath, stripPrefixes: [] });
    const name = SCHEME + stripPrefix(path, recording.stripPrefixes);
    checkNameIsFree(name, artifact, recorded, recording.stripPrefixes);
    recorded.set(name, digestFiles(files, recording.algorithms));
  }
  return recorded;
}

function digestFiles(files: ArtifactMap, algorithms: readonly DigestAlgorithm[]): DigestSet {
  const sorted = [...files].sort(([a], [b]) => compareCodePoints(a, b));
  const digests: Record<string, string> = Object.create(null);
  for (const algorithm of algorithms) {
    const hash = createHash(algorithm);
    for (const [name, digestSet] of sorted) hash.update(`${digestSet[algorithm]}  ${name}\n`);
    digests[algorithm] = hash.digest('hex');
  }
  return digests;
}

function isDirectory(location: string): boolean {
  try {
    return statSync(location).isDirectory();
  } catch {
    return false;
  }
}

function notDirectory(path: string, cwd: string): ArtifactError {
  return new ArtifactError(
    `${JSON.stringify(path)} is not a directory in ${JSON.stringify(cwd)}, where "dir:" artifacts are looked for whatever the base path is.`,
    { code: 'ERR_ARTIFACT_NOT_DIRECTORY', details: { path, cwd } },
  );
}
