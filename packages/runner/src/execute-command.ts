import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve as resolvePath } from 'node:path';
import type { Readable } from 'node:stream';

import type { CommandResult, ExecuteCommandOptions } from './command-options.ts';
import { assertCommandWords } from './command-words.ts';
import { assertExecutable } from './find-executable.ts';
import { type OutputPump, pumpOutput } from './output-pump.ts';
import { createOutputRecord, NO_OUTPUT, type OutputStream } from './output-record.ts';
import { createPatience } from './patience.ts';
import { endCommand, hasControllingTerminal, isRunning, signalCommand } from './process-group.ts';
import { type ForwardedSignal, receiveSignals } from './signal-forwarding.ts';
import { createStartFailure } from './start-failure.ts';
import { createOutputTee } from './tee-output.ts';
import { assertWorkingDirectory } from './working-directory.ts';

const DEFAULT_MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const DEFAULT_GRACE_MS = 2000;

function assertAmount(name: string, value: number | undefined): void {
  if (value !== undefined && !(value >= 0)) throw new TypeError(`${name} must be a number of at least 0`);
}

function exitStatusOf(code: number | null, signal: NodeJS.Signals | null): number {
  // One of the two is always there; should that change, it must not look like success.
  return code ?? -constants.signals[signal ?? 'SIGKILL'];
}

/** Resolves to the exit status once the child is gone; rejects if it never came to life. */
function childExit(child: ChildProcess, command: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve(exitStatusOf(code, signal)));
    // After a start, errors tell of signals that could not be sent; the exit is still to come.
    child.on('error', (error) => {
      if (child.pid === undefined) reject(createStartFailure(command, error));
    });
  });
}

/**
 * Runs a command to its end.
 *
 * Its environment is this process' own unless given, no shell touches its words, and a failing command is a result, not
 * an error. SIGINT, SIGTERM and SIGHUP to this process go to the command, which decides; a SIGINT that comes from the
 * terminal's keyboard reaches it anyway and is not sent twice.
 *
 * Where the command may have to be ended (`timeoutMs`, `signal`) and this process has no controlling terminal, it gets a
 * process group of its own, and all of that group is ended. With a terminal it stays in the terminal's foreground group,
 * because it could not ask for a password otherwise; then only the command itself is ended, as on Windows.
 * `ownProcessGroup` decides otherwise.
 *
 * What the command wrote before it exited is recorded, even if descendants keep its pipes open; those are waited for
 * 250 ms of silence, at most 2 seconds.
 *
 * @throws {@link RunnerError} `ERR_COMMAND_WORD`, `ERR_COMMAND_NOT_FOUND`, `ERR_COMMAND_NOT_EXECUTABLE`,
 *   `ERR_COMMAND_START`, `ERR_WORKING_DIRECTORY`, `ERR_COMMAND_TIMEOUT`, `ERR_COMMAND_OUTPUT_ENCODING`;
 *   the signal's reason when aborted; whatever `onOutput` throws.
 * @example
 * ```ts
 * import { executeCommand } from '@intoto/runner';
 *
 * const { exitStatus, stdout } = await executeCommand({
 *   command: [process.execPath, '--version'],
 *   streams: 'record',
 *   timeoutMs: 10_000,
 * });
 * console.log(exitStatus, stdout.text);
 * ```
 */
export async function executeCommand(options: ExecuteCommandOptions): Promise<CommandResult> {
  const { command, streams = 'inherit', stdin = 'inherit', signal, forwardSignals = true } = options;
  const { graceMs = DEFAULT_GRACE_MS, maxOutputBytes = DEFAULT_MAX_OUTPUT_BYTES } = options;
  const [program, ...words] = command;
  if (program === undefined) throw new TypeError('command must have at least one word');
  assertCommandWords(command);
  assertAmount('timeoutMs', options.timeoutMs);
  assertAmount('graceMs', graceMs);
  assertAmount('maxOutputBytes', maxOutputBytes);
  const cwd = resolvePath(options.cwd ?? '.');
  const env = options.env ?? process.env;
  signal?.throwIfAborted();
  await assertWorkingDirectory(cwd);
  await assertExecutable(program, cwd, env);
  signal?.throwIfAborted();

  const mayBeEnded = options.timeoutMs !== undefined || signal !== undefined;
  const terminal = hasControllingTerminal();
  const ownGroup =
    process.platform !== 'win32' && (options.ownProcessGroup ?? (mayBeEnded && forwardSignals && !terminal));
  const stdio = streams === 'record' ? 'pipe' : streams === 'discard' ? 'ignore' : 'inherit';
  let child: ChildProcess | undefined;
  let interruption: ForwardedSignal | undefined;
  // Before the start: the command may be at work, and be broken off, before this process is scheduled again.
  const stopForwarding = forwardSignals
    ? receiveSignals((received) => {
        interruption ??= received;
        const hasItAlready = received === 'SIGINT' && terminal && !ownGroup;
        if (child !== undefined && !hasItAlready) signalCommand(child, ownGroup, received);
      })
    : undefined;
  try {
    child = spawn(program, words, {
      cwd,
      env: { ...env },
      stdio: [stdin, stdio, stdio],
      detached: ownGroup,
      windowsHide: true,
    });
  } catch (error) {
    stopForwarding?.();
    throw createStartFailure(command, error);
  }

  const exit = childExit(child, command);
  const patience = createPatience(options);
  const records = { stdout: createOutputRecord(maxOutputBytes), stderr: createOutputRecord(maxOutputBytes) };
  const tee = streams === 'record' && options.onOutput === undefined ? createOutputTee() : undefined;
  const listener = options.onOutput ?? tee?.listener;
  const pipes = new Map<OutputStream, Readable>();
  if (child.stdout !== null) pipes.set('stdout', child.stdout);
  if (child.stderr !== null) pipes.set('stderr', child.stderr);
  const pump: OutputPump = pumpOutput(pipes, (chunk, stream) => {
    records[stream].add(chunk);
    return listener?.(chunk, stream);
  });
  try {
    const end = exit.then(async (status) => {
      patience.stopClock();
      await pump.drain();
      return status;
    });
    const exitStatus = await Promise.race([end, patience.end, pump.failure]);
    if (streams !== 'record') return { exitStatus, interruption, stdout: NO_OUTPUT, stderr: NO_OUTPUT };
    const invalid = options.invalidOutput ?? 'error';
    return {
      exitStatus,
      interruption,
      stdout: records.stdout.finish('stdout', invalid),
      stderr: records.stderr.finish('stderr', invalid),
    };
  } catch (error) {
    if (child.pid !== undefined && isRunning(child)) await endCommand(child, ownGroup, graceMs);
    throw error;
  } finally {
    patience.cancel();
    stopForwarding?.();
    pump.close();
    tee?.close();
  }
}
