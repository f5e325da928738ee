import { openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStream, WriteStream } from 'node:tty';

import { UsageError } from './usage-error.ts';

/** What to ask, and whom. */
export interface PasswordQuestion {
  /** In a few words, without punctuation, e.g. `Password`. */
  readonly words: string;
  /** Whether to take a line of standard input where there is no terminal, as Python's `getpass` does. @defaultValue false */
  readonly orStandardInput?: boolean | undefined;
}

interface Screen {
  readonly input: ReadStream;
  write(text: string): void;
  close(): void;
}

/** The terminal itself: standard input may be data for the command, and standard error a log file. */
function openScreen(): Screen | undefined {
  try {
    const input = new ReadStream(openSync('/dev/tty', 'r'));
    const output = new WriteStream(openSync('/dev/tty', 'w'));
    return {
      input,
      write: (text) => void output.write(text),
      close() {
        input.destroy();
        output.destroy();
      },
    };
  } catch {
    const input = process.stdin;
    if (!input.isTTY) return undefined;
    return { input, write: (text) => void process.stderr.write(text), close: () => void input.pause() };
  }
}

async function askOn(screen: Screen, words: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: screen.input, output: silent, terminal: true, historySize: 0 });
  // From here on nothing typed is shown.
  screen.write(`${words}: `);
  try {
    return await new Promise<string>((resolve, reject) => {
      const giveUp = (): void => reject(new UsageError('No password was given.'));
      reader.once('line', resolve);
      reader.once('SIGINT', giveUp);
      reader.once('close', giveUp);
    });
  } finally {
    reader.close();
    screen.write('\n');
    screen.close();
  }
}

const LINE_FEED = 10;

/** Byte by byte: what follows the line belongs to the command that is run. */
async function readLine(): Promise<string | undefined> {
  const bytes: number[] = [];
  const byte = new Uint8Array(1);
  for (;;) {
    let count: number;
    try {
      count = readSync(0, byte);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EAGAIN') return undefined;
      await sleep(10);
      continue;
    }
    if (count === 0 && bytes.length === 0) return undefined;
    if (count === 0 || byte[0] === LINE_FEED) return Buffer.from(bytes).toString();
    bytes.push(byte[0] ?? 0);
  }
}

/** Asks for a password on the terminal, without showing it. Rejects with a {@link UsageError} where nobody can answer. */
export async function askPassword({ words, orStandardInput = false }: PasswordQuestion): Promise<string> {
  const screen = openScreen();
  if (screen !== undefined) return askOn(screen, words);
  const line = orStandardInput ? await readLine() : undefined;
  if (line !== undefined) return line;
  const rest = orStandardInput ? ', and standard input is empty.' : '. Give it as --password PASSWORD.';
  throw new UsageError(`The password cannot be asked for: there is no terminal${rest}`);
}
