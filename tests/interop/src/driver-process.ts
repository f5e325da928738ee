import { type ChildProcess, spawn } from 'node:child_process';

import { createLineSplitter } from './line-splitter.ts';

/** How to start a driver. */
export interface DriverProgram {
  readonly command: string;
  readonly words?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A running driver: lines in, lines out. It leads a process group, so that what it started ends with it. */
export interface DriverProcess {
  write(line: string): void;
  /** Ends the process and all it started, at once. */
  kill(): void;
  /** Lets the process end by itself. */
  finish(): void;
}

const LAST_WORDS = 4000;

export function startDriver(
  { command, words = [], env = {} }: DriverProgram,
  onLine: (line: string) => void,
  onExit: (reason: string) => void,
): DriverProcess {
  const child: ChildProcess = spawn(command, words, { stdio: 'pipe', detached: true, env: { ...process.env, ...env } });
  let lastWords = '';
  child.stdout?.on('data', createLineSplitter(onLine));
  child.stderr?.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS)));
  // Writing to a driver that has just died is no news: its exit is reported.
  child.stdin?.on('error', () => undefined);
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    onExit(`${reason}${lastWords === '' ? '' : `\n${lastWords.trim()}`}`);
  };
  child.on('error', (error) => end(error.message));
  child.on('close', (status, signal) => end(`exited with ${signal ?? status}`));
  return {
    write: (line) => child.stdin?.write(`${line}\n`),
    kill: () => {
      if (child.pid !== undefined && !ended) process.kill(-child.pid, 'SIGKILL');
    },
    finish: () => child.stdin?.end(),
  };
}
