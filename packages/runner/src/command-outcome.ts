import { createJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { CommandResult } from './command-options.ts';
import { describeCommand } from './command-words.ts';
import { RunnerError } from './runner-error.ts';

/**
 * Refuses the outcome of a command that failed after a signal was passed on to it: it was broken off, not done.
 * One that took the signal and succeeded nevertheless is done.
 *
 * @throws {@link RunnerError} `ERR_COMMAND_INTERRUPTED`.
 */
export function assertNotInterrupted(command: readonly string[], result: CommandResult): void {
  const { interruption, exitStatus } = result;
  if (interruption === undefined || exitStatus === 0) return;
  throw new RunnerError(`The command ${describeCommand(command)} was interrupted by ${interruption}. Run it again.`, {
    code: 'ERR_COMMAND_INTERRUPTED',
    details: { command, signal: interruption, exitStatus },
  });
}

/** The `byproducts` of a link. A stream of which only the beginning is kept has a member that says so. */
export function encodeByproducts({ stdout, stderr, exitStatus }: CommandResult): JsonObject {
  const entries: (readonly [string, JsonValue])[] = [
    ['stdout', stdout.text],
    ['stderr', stderr.text],
    ['return-value', exitStatus],
  ];
  if (stdout.truncated) entries.push(['stdout-truncated', true]);
  if (stderr.truncated) entries.push(['stderr-truncated', true]);
  return createJsonObject(entries);
}
