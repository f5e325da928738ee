import type { ExecuteCommandOptions } from './command-options.ts';
import { describeCommand } from './command-words.ts';
import { createRejection } from './rejection.ts';
import { RunnerError } from './runner-error.ts';

/** setTimeout takes anything longer for 1. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The bounds of a caller's patience. */
export interface Patience {
  /** Rejects when the time is up or the caller has had enough; never resolves. */
  readonly end: Promise<never>;
  stopClock(): void;
  cancel(): void;
}

/** Starts the clock. */
export function createPatience({ command, timeoutMs, signal }: ExecuteCommandOptions): Patience {
  const { promise: end, reject } = createRejection();
  let timer: NodeJS.Timeout | undefined;

  function timeOut(): void {
    const message = `The command ${describeCommand(command)} did not finish within ${Number(timeoutMs) / 1000} seconds and was ended.`;
    const details = { command, timeoutMs };
    reject(new RunnerError(`${message} Allow it more time.`, { code: 'ERR_COMMAND_TIMEOUT', details }));
  }
  function abort(): void {
    reject(signal?.reason);
  }

  // A timer of 0 might lose against a very short command.
  if (timeoutMs === 0) timeOut();
  else if (timeoutMs !== undefined && timeoutMs <= MAX_TIMER_MS) timer = setTimeout(timeOut, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  return {
    end,
    stopClock: () => clearTimeout(timer),
    cancel() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
