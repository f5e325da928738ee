import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';

import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createTree, dir, Link, record, sha256, type Tree } from './tree.ts';

const MIB = 1024 * 1024;
const MANY = 6000;

function manyFiles(): Tree {
  return new Map(Array.from({ length: MANY }, (_, index) => [`f${index}`, `${index}\r\n`]));
}

function largeFiles(end: string): [string, Buffer][] {
  return Array.from({ length: 6 }, (_, index) => [`f${index}`, Buffer.from(`line ${index}${end}`.repeat(2 * MIB))]);
}

function digestsOfMany(): Record<string, string> {
  return Object.fromEntries([...manyFiles()].map(([name, content]) => [`d/${name}`, sha256(content as string)]));
}

/** The threads that are started until the test ends, and how many files they say they have hashed. */
function watchWorkers(): { readonly threads: readonly Worker[]; readonly files: number } {
  const threads: Worker[] = [];
  let files = 0;
  const watch = (thread: Worker): void => {
    threads.push(thread);
    thread.on('message', ({ indexes }: { readonly indexes: readonly number[] }) => (files += indexes.length));
  };
  process.on('worker', watch);
  onTestFinished(() => void process.off('worker', watch));
  return {
    threads,
    get files() {
      return files;
    },
  };
}

function haveEnded(threads: readonly Worker[]): boolean {
  return threads.length > 0 && threads.every(({ threadId }) => threadId === -1);
}

function nextDescriptor(cwd: string): number {
  const descriptor = openSync(cwd, 'r');
  closeSync(descriptor);
  return descriptor;
}

describe.skipIf(availableParallelism() === 1)('on several cores', () => {
  it('many files have the digests that they have on one', async () => {
    const workers = watchWorkers();
    const cwd = createTree({ d: manyFiles(), x: 'last' });
    expect(await record(['d', 'x'], { cwd })).toEqual({ ...digestsOfMany(), x: sha256('last') });
    expect(haveEnded(workers.threads)).toBe(true);
  });

  it('large files do too, by several algorithms and with other line endings', async () => {
    const workers = watchWorkers();
    const options: RecordOptions = { cwd: createTree(new Map(largeFiles('\r\n'))), algorithms: ['sha512', 'sha256'] };
    const recorded = await recordArtifacts(['.'], { ...options, normalizeLineEndings: true });
    const expected = largeFiles('\n').map(([name, content]) => [
      name,
      { sha512: hash('sha512', content), sha256: sha256(content) },
    ]);
    expect([...recorded].map(([name, digests]) => [name, { ...digests }])).toEqual(expected);
    expect(workers.files).toBeGreaterThan(0);
  });

  it('what is done at once needs no other thread', async () => {
    const workers = watchWorkers();
    await record(['.'], { cwd: createTree({ a: 'a', d: dir({ b: 'b' }) }) });
    expect(workers.threads).toEqual([]);
  });

  it('links, and files that are none, count as on one', async () => {
    const tree = { a: new Link('gone'), d: manyFiles(), e: new Link('d/f1') };
    const cwd = createTree(tree);
    expect(await record(['.'], { cwd })).toEqual({ ...digestsOfMany(), e: sha256('1\r\n') });
  });

  it.runIf(process.platform === 'linux')('a file that cannot be read is named, with the reason', async () => {
    const workers = watchWorkers();
    const cwd = createTree({ d: manyFiles() });
    // Behind so many that it is not the main thread's alone.
    await expect(record(['d', '/proc/self/mem', 'd'], { cwd })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_UNREADABLE',
      details: { location: '/proc/self/mem' },
      cause: { code: 'EIO' },
    });
    expect(haveEnded(workers.threads)).toBe(true);
  });

  it('an abort ends all threads, and no file stays open', async () => {
    const workers = watchWorkers();
    const large = Array.from({ length: 4 }, (_, index): [string, Buffer] => [`f${index}`, Buffer.alloc(64 * MIB)]);
    const cwd = createTree(new Map(large));
    const before = nextDescriptor(cwd);
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const onProgress = (): void => {
      if (workers.threads.length > 0) controller.abort(reason);
    };
    await expect(record(['.'], { cwd, signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(haveEnded(workers.threads)).toBe(true);
    if (process.platform === 'linux') expect(nextDescriptor(cwd)).toBe(before);
  });
});

/** The package as one file, without the thread’s code. */
async function bundle(): Promise<string> {
  const outfile = `${createTree({})}/bundle.mjs`;
  const entryPoint = fileURLToPath(new URL('../src/index.ts', import.meta.url));
  const conditions = ['@intoto/source'];
  await build({ entryPoints: [entryPoint], outfile, conditions, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
}

describe('where no other thread can be had, one does all', () => {
  const source = `
    const { recordArtifacts } = await import(process.argv[1]);
    const recorded = await recordArtifacts(['d']);
    console.log(JSON.stringify([...recorded].map(([name, digests]) => [name, digests.sha256])));`;

  function recordBy(module: string, cwd: string, flags: readonly string[]): unknown {
    const args = [...flags, '--input-type=module', '-e', source, module];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 64 * MIB });
    expect(stderr).toBe('');
    return Object.fromEntries(JSON.parse(stdout));
  }

  it('because the thread’s code was not bundled', async () => {
    const cwd = createTree({ d: manyFiles() });
    expect(recordBy(await bundle(), cwd, [])).toEqual(digestsOfMany());
  });

  it('because the process may not start any', async () => {
    const cwd = createTree({ d: manyFiles() });
    expect(recordBy(await bundle(), cwd, ['--permission', '--allow-fs-read=*'])).toEqual(digestsOfMany());
  });
});
