import { systemErrorCode } from '@intoto/artifacts';
import { InTotoError } from '@intoto/encoding';

/** Codes of {@link FileError} with their meaning. */
export const FILE_ERROR_CODES = {
  ERR_FILE_NOT_FOUND: 'A file or folder that was named does not exist.',
  ERR_FILE_NOT_REGULAR:
    'What was named is a folder, a pipe or a device where a file is expected, or a file where a folder is.',
  ERR_FILE_UNREADABLE: 'The operating system refuses to read the file; `details.reason` is its code, e.g. `EACCES`.',
} as const;

/** Why a file could not be read. */
export type FileErrorCode = keyof typeof FILE_ERROR_CODES;

/** A file that could not be read; `details.path` names it. */
export class FileError extends InTotoError<FileErrorCode> {
  override readonly name = 'FileError';

  /** What the operating system said of `path`, in the words of this package. */
  static from(path: string, cause: unknown): FileError {
    const reason = systemErrorCode(cause) ?? 'unknown';
    if (reason === 'ENOENT' || reason === 'ENOTDIR') {
      return new FileError(`${path} does not exist.`, { code: 'ERR_FILE_NOT_FOUND', details: { path, reason }, cause });
    }
    return new FileError(`${path} cannot be read (${reason}).`, {
      code: 'ERR_FILE_UNREADABLE',
      details: { path, reason },
      cause,
    });
  }
}
