import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { CommandLine } from './measure.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SHOWN = 8;

/** A function in which the processor was found: itself, not what it called. */
export interface ProfileEntry {
  readonly name: string;
  /** Relative to the repository, or Node's own. */
  readonly file: string;
  /** Of the time in which any thread did something. */
  readonly share: number;
}

/** The functions with the greatest shares. */
export type Profile = readonly ProfileEntry[];

/** What is used of V8's profiles. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Runs a program of Node's once more with V8's profiler, in all its threads. */
export function profileCommand({ words: [node, ...words], cwd }: CommandLine): Profile {
  if (node !== process.execPath) throw new TypeError('only what runs in Node can be profiled');
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-bench-profile-'));
  try {
    const { status } = spawnSync(node, ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...words], { cwd, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${words.join(' ')}: exit ${String(status)} with the profiler`);
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    return summarizeProfiles(files.map((text) => JSON.parse(text) as CpuProfile));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Sums what all threads did, by function. */
export function summarizeProfiles(profiles: readonly CpuProfile[]): Profile {
  const microseconds = new Map<string, number>();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const places = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    samples.forEach((id, index) => {
      const frame = places.get(id);
      if (frame === undefined || frame.functionName === '(idle)') return;
      const key = JSON.stringify([frame.functionName, frame.url, frame.lineNumber, frame.columnNumber]);
      microseconds.set(key, (microseconds.get(key) ?? 0) + (timeDeltas[index] ?? 0));
    });
  }
  const total = [...microseconds.values()].reduce((sum, each) => sum + each, 0);
  const sorted = [...microseconds].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return sorted.map(([key, time]) => {
    const [name, url, line, column] = JSON.parse(key) as [string, string, number, number];
    return { name: name === '' ? '(top level)' : name, file: findSource(url, line, column), share: time / total };
  });
}

/** Where a function was written: bundles have maps beside them. */
function findSource(url: string, line: number, column: number): string {
  if (url === '') return 'native';
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url);
  const map = `${path}.map`;
  if (!existsSync(map)) return relative(ROOT, path);
  const entry = new SourceMap(JSON.parse(readFileSync(map, 'utf8')) as SourceMapPayload).findEntry(line, column);
  return 'originalSource' in entry
    ? relative(ROOT, resolve(dirname(path), entry.originalSource))
    : relative(ROOT, path);
}
