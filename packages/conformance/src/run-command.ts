import { type ChildProcess, spawn } from 'node:child_process';

/** How a command ended. Standard output and error are text, each the first MiB of it. */
export type CommandOutcome =
  | { readonly type: 'exited'; readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly type: 'killed'; readonly signal: string; readonly stderr: string }
  | { readonly type: 'timed-out' }
  | { readonly type: 'not-started'; readonly message: string };

/** What to run, and where. */
export interface CommandRequest {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly timeoutMs: number;
}

/** More output than this is not kept. */
const MAX_OUTPUT = 1024 * 1024;
/** How long output is waited for after the command has ended: something that it started may hold it open. */
const GRACE_MS = 1000;

/** A process group of its own, so that what a command starts ends with it. Windows has none. */
const HAS_GROUPS = process.platform !== 'win32';

function kill(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size < MAX_OUTPUT) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, MAX_OUTPUT).toString('utf8');
}

/** Runs a command without a shell and without standard input. Resolves for every outcome. */
export function runCommand({ words, cwd, timeoutMs }: CommandRequest): Promise<CommandOutcome> {
  const [program = '', ...args] = words;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: HAS_GROUPS });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    let timedOut = false;
    const deadline = setTimeout(() => {
      timedOut = true;
      kill(child);
    }, timeoutMs);
    let grace: NodeJS.Timeout | undefined;
    child.on('error', (error) => {
      clearTimeout(deadline);
      resolve({ type: 'not-started', message: error.message });
    });
    child.on('exit', () => {
      clearTimeout(deadline);
      grace = setTimeout(() => {
        kill(child);
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, GRACE_MS);
    });
    child.on('close', (status, signal) => {
      clearTimeout(grace);
      if (timedOut) resolve({ type: 'timed-out' });
      else if (status === null) resolve({ type: 'killed', signal: signal ?? 'unknown', stderr: stderr() });
      else resolve({ type: 'exited', status, stdout: stdout(), stderr: stderr() });
    });
  });
}
