import { askPassword, type PasswordQuestion } from './ask-password.ts';

/** Where a program prints and asks. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns to wrap text for people at. */
  readonly width: number;
  /** Whether `out` goes to a terminal that shows colours. */
  readonly color: boolean;
  /** Whether `out` goes to a terminal, where somebody may be looking over a shoulder. */
  readonly interactive: boolean;
  /** Asks for a password without showing it. Rejects with a `UsageError` where nobody can answer. */
  askPassword(question: PasswordQuestion): Promise<string>;
}

/** The streams of this process, which take a while to open, and are when something is first written or asked of them. */
let streams: Pick<NodeJS.Process, 'stdout' | 'stderr'> | undefined;

function openStreams(): Pick<NodeJS.Process, 'stdout' | 'stderr'> {
  if (streams !== undefined) return streams;
  streams = { stdout: process.stdout, stderr: process.stderr };
  let outputFailure: string | undefined;
  streams.stdout.on('error', (error) => {
    const code = 'code' in error ? String(error.code) : error.name;
    // A reader that has gone away (`… | head`) has seen enough; a full disk has not.
    if (code !== 'EPIPE') outputFailure = code;
  });
  // There is nowhere left to complain.
  streams.stderr.on('error', () => {});
  process.once('exit', () => {
    if (outputFailure === undefined) return;
    process.stderr.write(`in-toto: standard output cannot be written (${outputFailure}).\n`);
    process.exitCode = 2;
  });
  return streams;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => void openStreams().stdout.write(text),
  err: (text) => void openStreams().stderr.write(text),
  /** COLUMNS first, as everywhere: it is how tests, CI and people set it. */
  get width() {
    const columns = Number(process.env['COLUMNS']);
    return Math.min(Number.isInteger(columns) && columns > 0 ? columns : (openStreams().stdout.columns ?? 80), 120);
  },
  get color() {
    return openStreams().stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';
  },
  get interactive() {
    return openStreams().stdout.isTTY;
  },
  askPassword,
};
