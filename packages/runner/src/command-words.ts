import { RunnerError } from './runner-error.ts';

const PLAIN = /^[\w%+,./:=@^-]+$/;

/** Half of a surrogate pair: no encoding could hand it to a program, and no signature could cover it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The words joined by blanks as one would type them in a shell, shortened; for messages only. */
export function describeCommand(command: readonly string[]): string {
  const text = command
    .map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/**
 * Refuses what the operating system would cut or change on its way to the program.
 * @throws {@link RunnerError} `ERR_COMMAND_WORD`.
 */
export function assertCommandWords(command: readonly string[]): void {
  for (const [index, word] of command.entries()) {
    if (typeof word !== 'string') throw new TypeError(`command[${index}] must be a string`);
    const problem = word.includes('\0')
      ? 'a NUL character'
      : LONE_SURROGATE.test(word)
        ? 'half a surrogate pair'
        : undefined;
    if (problem !== undefined) {
      throw new RunnerError(
        `Word ${index + 1} of the command holds ${problem}: no program can be given it. Take it out.`,
        {
          code: 'ERR_COMMAND_WORD',
          details: { index },
        },
      );
    }
  }
}
