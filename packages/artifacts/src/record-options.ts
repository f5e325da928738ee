import { type DigestAlgorithm, DIGEST_ALGORITHMS } from './digest-algorithm.ts';
import type { Resolver } from './resolver.ts';

/** How far a recording has come. */
export interface RecordProgress {
  /** Files hashed so far. */
  readonly files: number;
  /** Bytes read so far. */
  readonly bytes: number;
  /**
   * How much there is to hash and read, once all files have been found; with artifacts of several schemes as much as is
   * known. Files that change meanwhile make the numbers miss each other.
   */
  readonly total?: { readonly files: number; readonly bytes: number } | undefined;
  /** Whether this is the recording's last report. */
  readonly isLast: boolean;
}

/** What a recording may not exceed. */
export interface RecordLimits {
  /**
   * How many files may be hashed, those inside `dir:` artifacts included.
   * @defaultValue 1,000,000
   */
  readonly maxArtifacts?: number | undefined;
}

/** What to record, under which names, and how. */
export interface RecordOptions {
  /**
   * The directory that `file:` and `ostree:` artifacts are relative to; itself relative to `cwd`. It is not part of the
   * recorded names. Empty counts as not given.
   * @defaultValue `cwd`
   */
  readonly basePath?: string | undefined;
  /**
   * The directory that `basePath` and, whatever `basePath` is, `dir:` artifacts are relative to.
   * @defaultValue the process's working directory when the recording starts
   */
  readonly cwd?: string | undefined;
  /**
   * What not to record, as gitignore patterns; see {@link createExcludeFilter}. They see paths before prefixes are
   * stripped. They **replace** the defaults, and an empty list means the defaults; to exclude nothing pass `['']`.
   * @defaultValue {@link DEFAULT_EXCLUDE_PATTERNS}
   */
  readonly excludePatterns?: readonly string[] | undefined;
  /**
   * Shell patterns (micromatch; hidden files are like others) of which one must match the path, before prefixes are
   * stripped, of a file found in a directory. Artifacts that are files themselves are recorded anyway. Empty counts as
   * not given. The reference has no such option.
   * @defaultValue every file
   */
  readonly includePatterns?: readonly string[] | undefined;
  /**
   * Texts of which the first that a name begins with is taken off. None may begin with another.
   * @defaultValue none
   */
  readonly stripPrefixes?: readonly string[] | undefined;
  /**
   * Whether to walk into directories through symbolic links, except where one leads back to a directory that the walk
   * is inside of. Links to files are always followed, and a link that is itself an artifact too.
   * @defaultValue true
   */
  readonly followSymlinkDirs?: boolean | undefined;
  /**
   * Whether to hash CRLF and CR as LF, in every file, text or not.
   * @defaultValue false
   */
  readonly normalizeLineEndings?: boolean | undefined;
  /**
   * The digests to record. Verification compares whole digest sets, so all links of a chain need the same.
   * @defaultValue `['sha256']`
   */
  readonly algorithms?: readonly DigestAlgorithm[] | undefined;
  /** Called at most every 12 milliseconds, and at the end. What it throws ends the recording. */
  readonly onProgress?: ((progress: RecordProgress) => void) | undefined;
  /** Ends the recording with the signal's reason, within milliseconds, in the middle of a file too. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What the text before the first `:` of an artifact can refer to.
   * @defaultValue {@link DEFAULT_RESOLVERS}
   */
  readonly resolvers?: readonly Resolver[] | undefined;
  /** What the recording may not exceed. */
  readonly limits?: RecordLimits | undefined;
}

/** Fails with a `TypeError` for arguments that the types forbid. */
export function checkRecordArguments(artifacts: readonly string[], options: RecordOptions): void {
  checkStrings('artifacts', artifacts);
  checkStrings('excludePatterns', options.excludePatterns ?? []);
  checkStrings('includePatterns', options.includePatterns ?? []);
  checkStrings('stripPrefixes', options.stripPrefixes ?? []);
  for (const name of ['basePath', 'cwd'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== 'string') throw new TypeError(`${name} must be a string`);
  }
  const algorithms: readonly unknown[] = options.algorithms ?? ['sha256'];
  if (
    algorithms.length === 0 ||
    algorithms.some((algorithm) => !DIGEST_ALGORITHMS.some((known) => known === algorithm))
  ) {
    throw new TypeError(`algorithms must name one or more of ${DIGEST_ALGORITHMS.join(', ')}`);
  }
  const maxArtifacts: unknown = options.limits?.maxArtifacts ?? 0;
  if (typeof maxArtifacts !== 'number' || !(maxArtifacts >= 0)) {
    throw new TypeError('limits.maxArtifacts must be a number that is not negative');
  }
  const schemes = options.resolvers?.map((resolver) => resolver.scheme) ?? [];
  if (new Set(schemes).size < schemes.length) throw new TypeError('resolvers must have different schemes');
}

function checkStrings(name: string, value: unknown): void {
  // A string is iterable, and would silently be taken for its characters.
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw new TypeError(`${name} must be an array of strings`);
  }
}
