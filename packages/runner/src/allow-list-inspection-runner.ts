import { quoteText } from '@intoto/encoding';
import type { InspectionRunner } from '@intoto/verifier';

import { describeCommand } from './command-words.ts';
import { RunnerError } from './runner-error.ts';

/** Unambiguous, unlike words joined by anything that a word may hold. */
function commandKey(words: readonly string[]): string {
  return JSON.stringify(words);
}

/**
 * Passes an inspection on to `runner` only if its command is, word for word, one of `allowed`.
 * There are no patterns: an argument that the layout's author may choose is as good as a program of their choice.
 *
 * @throws {@link RunnerError} (when inspecting) `ERR_INSPECTION_NOT_ALLOWED`.
 * @example
 * ```ts
 * import { createAllowListInspectionRunner, createExecInspectionRunner } from '@intoto/runner';
 *
 * const runner = createAllowListInspectionRunner(createExecInspectionRunner(), [['tar', 'xzf', 'foo.tar.gz']]);
 * ```
 */
export function createAllowListInspectionRunner(
  runner: InspectionRunner,
  allowed: Iterable<readonly string[]>,
): InspectionRunner {
  const keys = new Set([...allowed].map(commandKey));
  return {
    async inspect(request) {
      if (keys.has(commandKey(request.run))) return runner.inspect(request);
      throw new RunnerError(
        `Inspection ${quoteText(request.name)} wants to run ${describeCommand(request.run)}, which is not on the list of allowed commands. Add exactly these words if it may run.`,
        { code: 'ERR_INSPECTION_NOT_ALLOWED', details: { name: request.name, run: request.run } },
      );
    },
  };
}
