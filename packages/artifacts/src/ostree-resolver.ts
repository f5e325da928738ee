import { readFile } from 'node:fs/promises';

import type { ArtifactMap, DigestSet } from '@intoto/models';

import { ArtifactError } from './artifact-error.ts';
import { locate } from './normalize-path.ts';
import { checkBasePath, type Recording } from './recording.ts';
import type { Resolver } from './resolver.ts';

const SCHEME = 'ostree:';
const COMMIT_ID = /^[0-9a-f]{64}$/;

/**
 * Records each artifact `ostree:<ref>` by the commit that a branch of the OSTree repository at the base path is at.
 *
 * The digest is the SHA-256 of the commit object, whatever algorithms files are recorded with, as OSTree names its
 * objects so. Patterns and prefixes have no effect.
 *
 * @throws ArtifactError `ERR_ARTIFACT_OSTREE`, `ERR_ARTIFACT_BASE_PATH`
 */
export const ostreeResolver: Resolver = { scheme: 'ostree', resolve: recordRefs };

async function recordRefs(artifacts: readonly string[], recording: Recording): Promise<ArtifactMap> {
  checkBasePath(recording.basePath);
  const recorded = new Map<string, DigestSet>();
  for (const artifact of artifacts) {
    await recording.checkpoint();
    const ref = artifact.slice(SCHEME.length);
    const commit = await readCommitId(ref, recording.basePath);
    const object = `objects/${commit.slice(0, 2)}/${commit.slice(2)}.commit`;
    const digests = await recording.hashFile(locate(recording.basePath, object), {
      algorithms: ['sha256'],
      normalizeLineEndings: false,
    });
    if (!digests) throw unusable(ref, recording.basePath, `there is no commit object "${object}"`);
    recorded.set(artifact, digests);
  }
  return recorded;
}

async function readCommitId(ref: string, repository: string): Promise<string> {
  const path = `refs/heads/${ref}`;
  let text: string;
  try {
    text = await readFile(locate(repository, path), 'utf8');
  } catch (cause) {
    throw unusable(ref, repository, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const commit = text.trim();
  // Anything else would be put into a path.
  if (!COMMIT_ID.test(commit)) throw unusable(ref, repository, `"${path}" does not hold a commit id`);
  return commit;
}

function unusable(ref: string, repository: string, reason: string, cause?: unknown): ArtifactError {
  return new ArtifactError(
    `Cannot record the ref ${JSON.stringify(ref)} of the OSTree repository ${JSON.stringify(repository)}: ${reason}`,
    { code: 'ERR_ARTIFACT_OSTREE', details: { ref, repository }, cause },
  );
}
