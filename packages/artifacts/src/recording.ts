import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

import type { DigestSet } from '@intoto/models';

import { ArtifactError } from './artifact-error.ts';
import { type DigestAlgorithm, toDigestSet } from './digest-algorithm.ts';
import { createExcludeFilter, DEFAULT_EXCLUDE_PATTERNS } from './exclude-filter.ts';
import { hashFile } from './hash-file.ts';
import { hashFiles, type HashFilesSettings } from './hash-files.ts';
import { createIncludeFilter } from './include-filter.ts';
import { locate } from './normalize-path.ts';
import type { RecordOptions, RecordProgress } from './record-options.ts';
import { checkStripPrefixes } from './strip-prefix.ts';
import { unreadable } from './unreadable.ts';

/** Overrides how one file is hashed. */
export interface HashOverrides {
  /** Instead of the recording's algorithms. */
  readonly algorithms?: readonly DigestAlgorithm[] | undefined;
  /** Instead of the recording's choice. */
  readonly normalizeLineEndings?: boolean | undefined;
}

/** One call of {@link recordArtifacts}, as its resolvers see it. */
export interface Recording {
  /** Absolute; what `dir:` artifacts are relative to. */
  readonly cwd: string;
  /** Absolute; what other artifacts are relative to. May not exist. */
  readonly basePath: string;
  /** What {@link Recording.hashFile} makes unless told otherwise. */
  readonly algorithms: readonly DigestAlgorithm[];
  /** None begins with another. */
  readonly stripPrefixes: readonly string[];
  /** Whether to enter directories through symbolic links. */
  readonly followSymlinkDirs: boolean;
  /** Whether an exclude pattern excludes a path in normal form, relative to `basePath`. */
  readonly isExcluded: (path: string) => boolean;
  /** Whether an include pattern includes such a path, or there are no include patterns. */
  readonly isIncluded: (path: string) => boolean;
  /**
   * Hashes a regular file at an absolute location, following symbolic links; `undefined` if there is none.
   * Counts it towards progress and limits.
   *
   * @throws ArtifactError `ERR_ARTIFACT_UNREADABLE`, `ERR_ARTIFACT_LIMIT`
   * @throws what the signal was aborted with
   */
  readonly hashFile: (location: string, overrides?: HashOverrides) => Promise<DigestSet | undefined>;
  /**
   * Hashes the files that `find` calls its argument for, each as {@link Recording.hashFile} does; on several cores where
   * that pays.
   *
   * @returns in the order in which they were found
   * @throws as {@link Recording.hashFile}, and what `find` throws
   */
  readonly hashFiles: (
    find: (add: (location: string) => void) => Promise<void>,
  ) => Promise<readonly (DigestSet | undefined)[]>;
  /**
   * To be awaited between two small pieces of work. Every few milliseconds it reports progress and lets the process do
   * other things. Rejects with the signal's reason once the signal is aborted.
   */
  readonly checkpoint: () => Promise<void>;
}

const MAX_ARTIFACTS = 1_000_000;
const MILLISECONDS_BETWEEN_PAUSES = 12;

/** Prepares a recording from checked options. `finish` reports the final progress. */
export async function createRecording(options: RecordOptions): Promise<{
  readonly recording: Recording;
  readonly finish: () => void;
}> {
  const { signal, onProgress } = options;
  const stripPrefixes = options.stripPrefixes ?? [];
  checkStripPrefixes(stripPrefixes);
  const maxArtifacts = options.limits?.maxArtifacts ?? MAX_ARTIFACTS;
  const excludePatterns = options.excludePatterns?.length ? options.excludePatterns : DEFAULT_EXCLUDE_PATTERNS;
  const cwd = options.cwd === undefined ? process.cwd() : locate(process.cwd(), options.cwd);
  const algorithms = options.algorithms ?? ['sha256'];
  const normalizeLineEndings = options.normalizeLineEndings ?? false;
  let counted = 0;
  let files = 0;
  let bytes = 0;
  let lastPause = performance.now();
  let bytesFound = 0;
  let total: RecordProgress['total'];
  const report = (isLast = false): void => onProgress?.({ files, bytes, total, isLast });

  const checkpoint = async (): Promise<void> => {
    signal?.throwIfAborted();
    if (performance.now() - lastPause < MILLISECONDS_BETWEEN_PAUSES) return;
    report();
    await setImmediate();
    lastPause = performance.now();
    signal?.throwIfAborted();
  };

  const countFile = (): void => {
    if (++counted > maxArtifacts) throw tooMany(maxArtifacts);
  };
  const settings: HashFilesSettings = {
    algorithms,
    normalizeLineEndings,
    onRead: (length) => {
      bytes += length;
    },
    onHashed: () => {
      files += 1;
    },
    checkpoint,
    fail: unreadable,
  };

  const recording: Recording = {
    cwd,
    basePath: options.basePath ? locate(cwd, options.basePath) : cwd,
    algorithms,
    stripPrefixes,
    followSymlinkDirs: options.followSymlinkDirs ?? true,
    isExcluded: createExcludeFilter(excludePatterns),
    isIncluded: await createIncludeFilter(options.includePatterns ?? []),
    hashFile: async (location, overrides) => {
      const chosen = overrides?.algorithms ?? algorithms;
      const normalize = overrides?.normalizeLineEndings ?? normalizeLineEndings;
      const digests = await hashFile(location, { ...settings, algorithms: chosen, normalizeLineEndings: normalize });
      if (!digests) return undefined;
      settings.onHashed();
      countFile();
      return toDigestSet(chosen, digests);
    },
    hashFiles: async (find) => {
      const findAndCount = async (add: (location: string) => void): Promise<void> => {
        await find((location) => {
          countFile();
          // Nobody else needs to know.
          if (onProgress) bytesFound += sizeOf(location);
          add(location);
        });
        total = { files: counted, bytes: bytesFound };
      };
      return hashFiles(findAndCount, settings);
    },
    checkpoint,
  };
  return { recording, finish: () => report(true) };
}

/**
 * Checks that artifacts can be looked for in a directory: without it, all of them would seem to be missing.
 *
 * @throws ArtifactError `ERR_ARTIFACT_BASE_PATH`
 */
export function checkBasePath(basePath: string): void {
  let cause: unknown;
  try {
    // With the dot the system also checks that the directory may be entered.
    if (statSync(`${basePath}/.`).isDirectory()) return;
  } catch (error) {
    cause = error;
  }
  const reason = cause instanceof Error ? cause.message : 'it is not a directory';
  throw new ArtifactError(`Cannot record relative to ${JSON.stringify(basePath)}: ${reason}`, {
    code: 'ERR_ARTIFACT_BASE_PATH',
    details: { basePath },
    cause,
  });
}

function sizeOf(location: string): number {
  return statSync(location, { throwIfNoEntry: false })?.size ?? 0;
}

function tooMany(maxArtifacts: number): ArtifactError {
  return new ArtifactError(
    `There are more than ${maxArtifacts} artifacts. Exclude what need not be recorded, or raise limits.maxArtifacts.`,
    { code: 'ERR_ARTIFACT_LIMIT', details: { maxArtifacts } },
  );
}
