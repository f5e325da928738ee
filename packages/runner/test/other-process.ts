import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { ExecuteCommandOptions } from '../src/command-options.ts';

const PROGRAM = fileURLToPath(new URL('programs/execute.ts', import.meta.url));

/** What `executeCommand` did in a process of its own. */
export interface OtherProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has printed `text`. */
  printed(text: string): Promise<void>;
  /** Resolves to the result, or the error's code, and what the process printed. */
  readonly result: Promise<{
    readonly result: { readonly exitStatus?: number; readonly interruption?: string; readonly code?: string };
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/** Calls `executeCommand` in another process, whose standard streams and signals are the test's to play with. */
export function executeInOtherProcess(options: ExecuteCommandOptions, input = ''): OtherProcess {
  const child = spawn(process.execPath, ['--conditions=@intoto/source', PROGRAM, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const streams = [child.stdout, child.stderr, child.stdio[3]];
  const text = ['', '', ''];
  for (const [index, stream] of streams.entries()) {
    stream?.on('data', (chunk: Buffer) => {
      text[index] += chunk.toString();
    });
  }
  child.stdin?.end(input);
  return {
    child,
    async printed(expected) {
      for (;;) {
        if (text[0]?.includes(expected) === true) return;
        await sleep(10);
      }
    },
    result: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => {
        const [stdout = '', stderr = '', result = ''] = text;
        if (result === '') reject(new Error(`the process ended without a result: ${stderr}`));
        else resolve({ result: JSON.parse(result), stdout, stderr });
      });
    }),
  };
}
