import { constants } from 'node:fs';
import { resolve } from 'node:path';

import { systemErrorCode } from '@intoto/artifacts';
import { quoteText } from '@intoto/encoding';

import { access, close, open, read, stat } from './file-calls.ts';
import { RunnerError } from './runner-error.ts';

/** Environment variables; `undefined` means not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where to look when PATH is not set, as the C library and the Python reference have it. */
const DEFAULT_PATH = '/bin:/usr/bin';

type Finding = 'absent' | 'denied' | 'directory' | 'executable';

async function examine(path: string): Promise<Finding> {
  try {
    if (!(await stat(path)).isFile()) return 'directory';
    await access(path, constants.X_OK);
    return 'executable';
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? 'absent' : 'denied';
  }
}

/** The first bytes of the file; `undefined` where it may be executed but not read. */
async function readStart(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = new Uint8Array(256);
      const { bytesRead } = await read(file, buffer);
      return buffer.subarray(0, bytesRead);
    } finally {
      await close(file);
    }
  } catch {
    return undefined;
  }
}

const NUL = 0;
const HASH = 35;
const BANG = 33;

/** Whether the kernel would refuse the file and the C library then hand it to `/bin/sh` unasked. */
async function needsShell(path: string): Promise<boolean> {
  const start = await readStart(path);
  if (start === undefined) return false;
  return !(start[0] === HASH && start[1] === BANG) && !start.includes(NUL);
}

/**
 * Makes sure that `program` can be executed without a shell's help, before anything is started.
 *
 * Looks it up as `execvp` does: a name with a slash relative to `cwd`, any other in PATH of `environment`. The check
 * tells a missing program from a missing directory, and a text file without a `#!` line, which the C library would
 * silently run with `/bin/sh`, from a program. Windows has its own rules; there nothing is checked.
 *
 * @throws {@link RunnerError} `ERR_COMMAND_NOT_FOUND`, `ERR_COMMAND_NOT_EXECUTABLE`.
 */
export async function assertExecutable(program: string, cwd: string, environment: Environment): Promise<void> {
  if (process.platform === 'win32') return;
  const inPath = !program.includes('/');
  const candidates = inPath
    ? (environment['PATH'] ?? DEFAULT_PATH).split(':').map((directory) => resolve(cwd, directory, program))
    : [resolve(cwd, program)];
  let refused: { readonly path: string; readonly finding: Finding } | undefined;
  for (const path of program === '' ? [] : candidates) {
    const finding = await examine(path);
    if (finding === 'executable') {
      if (!(await needsShell(path))) return;
      throw new RunnerError(
        `${path} is a script without a "#!" line, and commands are run without a shell. Give it one, or name its interpreter in the command.`,
        { code: 'ERR_COMMAND_NOT_EXECUTABLE', details: { program, path, reason: 'no-interpreter-line' } },
      );
    }
    // A directory in PATH that happens to carry the name is passed over; asked for by path it is the answer.
    if (finding === 'denied' || (finding === 'directory' && !inPath)) refused ??= { path, finding };
  }
  if (refused !== undefined) {
    const reason = refused.finding === 'directory' ? 'it is not a file' : 'permission is denied';
    throw new RunnerError(`${refused.path} cannot be executed: ${reason}.`, {
      code: 'ERR_COMMAND_NOT_EXECUTABLE',
      details: { program, path: refused.path, reason: refused.finding },
    });
  }
  throw new RunnerError(
    inPath
      ? `There is no program ${quoteText(program)} in PATH. Install it, or give its path.`
      : `There is no program at ${candidates[0]}. A relative path starts at the directory the command is run in.`,
    { code: 'ERR_COMMAND_NOT_FOUND', details: { program } },
  );
}
