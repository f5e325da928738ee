import { askPassword, type PasswordQuestion } from './ask-password.ts';

/** Where a program prints and asks. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns to wrap text for people at. */
  readonly width: number;
  /** Whether `out` goes to a terminal that shows colours. */
  readonly color: boolean;
  /** Asks for a password without showing it. Rejects with a `UsageError` where nobody can answer. */
  askPassword(question: PasswordQuestion): Promise<string>;
}

/** A reader that has gone away (`… | head`) has seen enough. */
function ignoreBrokenPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
process.stdout.on('error', ignoreBrokenPipe);
process.stderr.on('error', ignoreBrokenPipe);

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
  askPassword,
};
