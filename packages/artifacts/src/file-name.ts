import { type Dirent, readdirSync } from 'node:fs';

import { ArtifactError } from './artifact-error.ts';

const REPLACEMENT_CHARACTER = '\ufffd';
const NONE: ReadonlySet<string> = new Set();

/**
 * Which of a directory's names are not Unicode on disk, so that different files may have got the same name when they
 * were listed and a name may not lead back to its file.
 */
export function findDamagedNames(location: string, entries: readonly Dirent[]): ReadonlySet<string> {
  // Only these can be damaged, and they are rare enough to list the directory once more.
  if (!entries.some((entry) => entry.name.includes(REPLACEMENT_CHARACTER))) return NONE;
  const damaged = readdirSync(location, 'buffer').filter((bytes) => !Buffer.from(bytes.toString()).equals(bytes));
  return new Set(damaged.map((bytes) => bytes.toString()));
}

/** The error for a name that metadata cannot hold. */
export function notUnicode(path: string): ArtifactError {
  return new ArtifactError(
    `The name of ${JSON.stringify(path)} is not valid Unicode, and in-toto metadata is JSON, which holds nothing else. Rename or exclude it.`,
    { code: 'ERR_ARTIFACT_NAME', details: { path } },
  );
}
