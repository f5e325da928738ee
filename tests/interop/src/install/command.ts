import { execFile } from 'node:child_process';

/** A command that an installation needs did not succeed; the message is one line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface CommandOptions {
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Runs a program and gives its output. Its last words become the message if it fails. */
export async function runCommand(
  command: string,
  words: readonly string[],
  { cwd, env }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      [...words],
      { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout.trim());
        const lastWords = stderr.trim().split('\n').at(-1) ?? '';
        return reject(new CommandError(`${[command, ...words].join(' ')}: ${lastWords || error.message}`));
      },
    );
  });
}

/** As {@link runCommand}, but undefined where the program fails or is not there. */
export async function tryCommand(command: string, words: readonly string[]): Promise<string | undefined> {
  try {
    return await runCommand(command, words);
  } catch {
    return undefined;
  }
}
