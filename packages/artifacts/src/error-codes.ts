/** What each code of an {@link ArtifactError} means. */
export const ARTIFACT_ERROR_CODES = {
  /** The directory that artifacts are relative to does not exist, is not a directory, or may not be entered. */
  ERR_ARTIFACT_BASE_PATH:
    'The directory that artifacts are relative to does not exist, is not a directory, or may not be entered.',
  /** Two artifacts would be recorded under one name after a prefix was stripped. */
  ERR_ARTIFACT_COLLISION: 'Two artifacts would be recorded under one name after a prefix was stripped.',
  /** There are more artifacts than the limit allows. */
  ERR_ARTIFACT_LIMIT: 'There are more artifacts than the limit allows.',
  /** A file or directory name is not valid Unicode, so metadata cannot hold it. */
  ERR_ARTIFACT_NAME: 'A file or directory name is not valid Unicode, so metadata cannot hold it.',
  /** A `dir:` artifact is not an existing directory. */
  ERR_ARTIFACT_NOT_DIRECTORY: 'A `dir:` artifact is not an existing directory.',
  /** An OSTree repository lacks the ref, the ref holds no commit id, or the commit object is missing. */
  ERR_ARTIFACT_OSTREE:
    'An OSTree repository lacks the ref, the ref holds no commit id, or the commit object is missing.',
  /** An exclude pattern is malformed. */
  ERR_ARTIFACT_PATTERN: 'An exclude pattern is malformed.',
  /** One prefix to strip begins with another, so which one applies would depend on their order. */
  ERR_ARTIFACT_PREFIX: 'One prefix to strip begins with another, so which one applies would depend on their order.',
  /** No resolver was given for an artifact. */
  ERR_ARTIFACT_SCHEME: 'No resolver was given for an artifact.',
  /** A file exists but cannot be read, or a directory cannot be listed for a reason other than permissions. */
  ERR_ARTIFACT_UNREADABLE:
    'A file exists but cannot be read, or a directory cannot be listed for a reason other than permissions.',
} as const;

/** The code of an {@link ArtifactError}. */
export type ArtifactErrorCode = keyof typeof ARTIFACT_ERROR_CODES;
