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

let outputFailure: string | undefined;
process.stdout.on('error', (error) => {
  const code = 'code' in error ? String(error.code) : error.name;
  // A reader that has gone away (`… | head`) has seen enough; a full disk has not.
  if (code !== 'EPIPE') outputFailure = code;
});
// There is nowhere left to complain.
process.stderr.on('error', () => {});
process.once('exit', () => {
  if (outputFailure === undefined) return;
  process.stderr.write(`in-toto: standard output cannot be written (${outputFailure}).\n`);
  process.exitCode = 2;
});

/** COLUMNS first, as everywhere: it is how tests, CI and people set it. */
function readWidth(): number {
  const columns = Number(process.env['COLUMNS']);
  return Math.min(Number.isInteger(columns) && columns > 0 ? columns : (process.stdout.columns ?? 80), 120);
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  width: readWidth(),
  color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
  interactive: process.stdout.isTTY,
  askPassword,
};
