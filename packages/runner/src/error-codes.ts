/** Every code of a {@link RunnerError}, with its meaning. */
export const RUNNER_ERROR_CODES = {
  ERR_COMMAND_WORD:
    'A word of the command holds what no program can be given: a NUL character or half a surrogate pair.',
  ERR_COMMAND_NOT_FOUND: 'No program of that name exists, neither at the path given nor in a directory of PATH.',
  ERR_COMMAND_NOT_EXECUTABLE:
    'The program exists but cannot be executed: permissions, format, or a missing interpreter.',
  ERR_COMMAND_START:
    'The operating system did not start the command for a reason of its own, such as too long arguments.',
  ERR_COMMAND_TIMEOUT: 'The command took longer than allowed and was ended.',
  ERR_COMMAND_INTERRUPTED: 'A signal to this process was passed on to the command, which then failed.',
  ERR_COMMAND_OUTPUT_ENCODING: 'The output to be recorded is not UTF-8.',
  ERR_WORKING_DIRECTORY: 'The directory to work in does not exist or is not a directory.',
  ERR_LINK_FILE_NAME:
    'The name of a step or inspection cannot be part of a file name: it holds a path separator or NUL.',
  ERR_NOT_A_LINK: 'The metadata is a layout where a link is needed.',
  ERR_UNFINISHED_LINK_NOT_FOUND: 'No recording of this step was started with this key in this directory.',
  ERR_UNFINISHED_LINK_AMBIGUOUS:
    'Several recordings of this step were started in this directory, with keys of a keyring.',
  ERR_UNFINISHED_LINK_FORMAT: 'The unfinished link cannot be read as a link.',
  ERR_UNFINISHED_LINK_SIGNATURE:
    'The unfinished link does not carry a valid signature by the key that is to finish it.',
  ERR_UNFINISHED_LINK_NAME: 'The unfinished link belongs to another step than its file name says.',
  ERR_UNFINISHED_LINK_REMOVAL: 'The finished link is written, but the unfinished one could not be removed.',
  ERR_WRITE: 'A file could not be written; what was there before is unchanged.',
  ERR_WRITE_DIRECTORY: 'The directory to write to does not exist or is not a directory.',
  ERR_WRITE_EXISTS: 'The file exists and must not be replaced.',
  ERR_INSPECTION_DENIED: 'Inspections are not to be run here at all.',
  ERR_INSPECTION_NOT_ALLOWED: 'The command of the inspection is not on the list of allowed commands.',
  ERR_INSPECTION_NOT_RECORDED: 'No link was given for the inspection.',
  ERR_INSPECTION_RECORD_DIFFERS: 'The link given for the inspection records another command than the layout asks for.',
} as const;

/** A code of {@link RUNNER_ERROR_CODES}. */
export type RunnerErrorCode = keyof typeof RUNNER_ERROR_CODES;
