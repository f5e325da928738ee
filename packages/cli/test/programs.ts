import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

/** Where the programs lie: the built ones, which start in half the time of their sources. `pnpm test` builds first. */
const BIN = fileURLToPath(new URL('../bin/', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

/** What a program left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What it reads from standard input. @defaultValue nothing */
  readonly stdin?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Called with its process id and what it has printed so far, whenever it prints. */
  readonly onOutput?: ((pid: number, stdout: string) => void) | undefined;
}

/** Runs a program in a directory, without a terminal to ask anything on. */
export function runProgram(
  cwd: string,
  program: string,
  args: readonly string[],
  { stdin = '', env = {}, onOutput }: RunOptions = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(BIN, `${program}.js`), ...args], {
    cwd,
    // A session of its own has no controlling terminal, whoever runs the tests.
    detached: true,
    env: { ...process.env, COLUMNS: '80', NODE_COMPILE_CACHE: CACHE, NODE_OPTIONS: '', ...env },
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (child.pid !== undefined) onOutput?.(child.pid, output.stdout);
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...output }));
  });
}

/** Files by their path, with `/`. */
export type Files = Readonly<Record<string, string>>;

/** Writes files into a directory, which is made where it does not exist. */
export async function writeFiles(directory: string, files: Files): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
}

/** Every file under a directory. */
export async function readFiles(directory: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(directory.length + 1), await readFile(path, 'utf8'));
  }
  return files;
}

/** A directory that vanishes with the test. */
export async function createTemporaryDirectory(files: Files = {}): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'intoto-cli-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeFiles(directory, files);
  return directory;
}
