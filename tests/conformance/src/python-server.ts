import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { CommandOutcome, CommandRequest } from '@intoto/conformance';

/** The adapter for in-toto for Python. */
export const PYTHON_ADAPTER: string = fileURLToPath(new URL('../adapters/python.py', import.meta.url));

/** The adapter in a process that stays: it takes half a second to start, and a few milliseconds for a case. */
export interface PythonServer {
  /** Carries out `PYTHON_ADAPTER verify ...`. One command at a time. */
  readonly execute: (request: CommandRequest) => Promise<CommandOutcome>;
  close(): Promise<void>;
}

/** How a command ended. */
interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the adapter; to be closed by the caller. */
export function startPythonServer(python: string): PythonServer {
  const child = spawn(python, [PYTHON_ADAPTER, 'serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // File names must arrive as the same characters.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const exit = new Promise((resolve) => {
    child.on('close', resolve);
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    execute: async ({ words, cwd }) => {
      child.stdin.write(`${JSON.stringify({ args: words.slice(words.indexOf('verify')), cwd })}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`${python} ended`);
      const { status, stdout, stderr } = JSON.parse(value) as Answer;
      return { type: 'exited', status, stdout, stderr };
    },
    close: async () => {
      child.stdin.end();
      await exit;
    },
  };
}
