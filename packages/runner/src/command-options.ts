import type { Environment } from './find-executable.ts';
import type { OutputListener } from './output-pump.ts';
import type { InvalidOutput, RecordedOutput } from './output-record.ts';
import type { ForwardedSignal } from './signal-forwarding.ts';

/** How `executeCommand` runs a command. */
export interface ExecuteCommandOptions {
  /** The program and its arguments, at least one word. No shell is involved; the program is looked up in PATH. */
  readonly command: readonly string[];
  /** Where it runs. @defaultValue the current directory */
  readonly cwd?: string | undefined;
  /** Its environment, as a whole. @defaultValue this process' environment */
  readonly env?: Environment | undefined;
  /**
   * What becomes of its standard output and error:
   * `inherit` leaves it this process' own, so that a terminal stays a terminal;
   * `discard` throws them away;
   * `record` keeps them and hands them to `onOutput`.
   * @defaultValue `'inherit'`
   */
  readonly streams?: 'inherit' | 'discard' | 'record' | undefined;
  /** Its standard input: this process' own, or nothing. @defaultValue `'inherit'` */
  readonly stdin?: 'inherit' | 'ignore' | undefined;
  /** Milliseconds after which it is ended. 0 ends it at once; more than 24 days count as none. @defaultValue none */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds between SIGTERM and SIGKILL when it is to be ended. @defaultValue 2000 */
  readonly graceMs?: number | undefined;
  /** With `record`: how many bytes to keep of each stream. @defaultValue 16 MiB */
  readonly maxOutputBytes?: number | undefined;
  /** With `record`: what to do with output that is not UTF-8. @defaultValue `'error'` */
  readonly invalidOutput?: InvalidOutput | undefined;
  /** With `record`: receives the output as it comes. @defaultValue this process' standard output and error */
  readonly onOutput?: OutputListener | undefined;
  /** Whether SIGINT, SIGTERM and SIGHUP to this process go to the command instead. @defaultValue true */
  readonly forwardSignals?: boolean | undefined;
  /**
   * Whether it gets a process group (and session) of its own, so that its descendants can be ended with it; it then has
   * no terminal to ask for a password. Never on Windows.
   * @defaultValue where it may have to be ended and this process has no controlling terminal
   */
  readonly ownProcessGroup?: boolean | undefined;
  /** Ends the command when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface CommandResult {
  /**
   * Its exit status; `-n` where signal n ended it. Node.js does not tell a death by a real-time signal (those without a
   * name in `os.constants.signals`) from a good end: that is 0 here.
   */
  readonly exitStatus: number;
  /** The first signal that was passed on to it. Without one it ended by itself. */
  readonly interruption: ForwardedSignal | undefined;
  readonly stdout: RecordedOutput;
  readonly stderr: RecordedOutput;
}
