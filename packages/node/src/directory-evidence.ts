import { isAbsolute } from 'node:path';

import { compareCodePoints } from '@intoto/encoding';
import { linkFileName, sublayoutDirectoryName } from '@intoto/models';
import type { Candidate, EvidenceQuery, EvidenceSource } from '@intoto/verifier';

import { blockingCalls, type FileCalls, patientCalls } from './file-calls.ts';
import { FileError } from './file-error.ts';
import { createLinkNames } from './link-names.ts';
import { readBytes } from './read-file.ts';

async function isFile(path: string, { stat }: FileCalls): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // As in the reference, what cannot be looked at is as good as absent.
    return false;
  }
}

/**
 * As the reference puts them together: the system walks a name that is a path, so that `missing/../b.link` is not there
 * although `b.link` is. Under the profile `strict` no step has such a name.
 */
function locate(directory: string, name: string): string {
  if (directory === '' || directory === '.' || isAbsolute(name)) return name;
  return `${directory}${directory.endsWith('/') ? '' : '/'}${name}`;
}

/** How to read evidence in a directory. */
export interface DirectoryEvidenceOptions {
  /**
   * Whether nothing else may happen in the process while a file is read, which takes a fifth less time for thousands of links:
   * for programs that do nothing else. A server would not answer as long as a slow disk takes.
   * @defaultValue false
   */
  readonly blocking?: boolean | undefined;
}

/**
 * Evidence in a directory, under the reference's file names: `STEP.KEYID8.link`, and `STEP.KEYID8/` for a sublayout's links.
 *
 * A file's name only claims a key; the verifier checks the signature. A missing directory holds no evidence:
 * check it first with {@link assertDirectory} where it should exist.
 */
export function createDirectoryEvidence(directory: string, options: DirectoryEvidenceOptions = {}): EvidenceSource {
  const calls = options.blocking === true ? blockingCalls : patientCalls;
  const linkNames = createLinkNames(directory);
  return {
    // "." would be lost among the words of a message.
    description: directory === '.' || directory === '' ? 'the working directory' : directory,
    async find({ step, keyIds, claimedOnly }: EvidenceQuery): Promise<readonly Candidate[]> {
      const claims = new Map<string, string[]>();
      for (const keyId of keyIds) {
        const name = linkFileName(step, keyId);
        const claimed = claims.get(name);
        if (claimed === undefined) claims.set(name, [keyId]);
        else claimed.push(keyId);
      }
      // Files that look like links of the step and carry none of the asked key ids: useless, but worth a line in the report.
      const strangers = claimedOnly === true ? [] : (await linkNames.of(step)).filter((name) => !claims.has(name));
      for (const name of strangers.sort(compareCodePoints)) claims.set(name, []);
      const candidates: Candidate[] = [];
      for (const [name, claimed] of claims) {
        const location = locate(directory, name);
        if (!(await isFile(location, calls))) continue;
        candidates.push({
          location,
          keyIds: claimed,
          read: (maxBytes) => readBytes(location, maxBytes, calls),
          handsOver: true,
        });
      }
      return candidates;
    },
    sublayout: (step, keyId) =>
      createDirectoryEvidence(locate(directory, sublayoutDirectoryName(step, keyId)), options),
  };
}

/**
 * Makes sure that `path` is a directory.
 *
 * @throws FileError `ERR_FILE_NOT_FOUND`, `ERR_FILE_NOT_REGULAR`, `ERR_FILE_UNREADABLE`
 */
export async function assertDirectory(path: string): Promise<void> {
  let directory: boolean;
  try {
    directory = (await patientCalls.stat(path)).isDirectory();
  } catch (cause) {
    throw FileError.from(path, cause);
  }
  if (!directory) {
    throw new FileError(`${path} is not a directory.`, { code: 'ERR_FILE_NOT_REGULAR', details: { path } });
  }
}
