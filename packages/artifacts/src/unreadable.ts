import { ArtifactError } from './artifact-error.ts';

/** The error for a file or directory that is there but cannot be read. */
export function unreadable(location: string, cause: unknown): ArtifactError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ArtifactError(
    `Cannot read ${JSON.stringify(location)}, which is to be recorded: ${reason}. Make it readable or exclude it.`,
    { code: 'ERR_ARTIFACT_UNREADABLE', details: { location }, cause },
  );
}
