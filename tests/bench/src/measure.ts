import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of a program took. */
export interface Sample {
  readonly seconds: number;
  /** Of all cores together, children included. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** A program with its words, and where it runs. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly cwd: string;
}

/** GNU time, which asks the kernel: Debian's package `time`. */
export const GNU_TIME = '/usr/bin/time';

/** Runs a program to its end. Throws where it fails: what does not work is not measured. */
export function measure({ words, cwd }: CommandLine): Sample {
  if (!existsSync(GNU_TIME)) throw new Error(`${GNU_TIME} is missing. On Debian: apt-get install time.`);
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-bench-time-'));
  const output = join(folder, 'times');
  try {
    const started = performance.now();
    const { status, stderr } = spawnSync(GNU_TIME, ['-o', output, '-f', '%U %S %M', ...words], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${words.join(' ')}: exit ${String(status)}\n${stderr.slice(0, 2000)}`);
    const [user = 0, system = 0, kibibytes = 0] = readFileSync(output, 'utf8').trim().split(' ').map(Number);
    return { seconds, cpuSeconds: user + system, peakMiB: kibibytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one in the middle. */
export function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The one in the middle, of each number by itself. */
export function median(samples: readonly Sample[]): Sample {
  return {
    seconds: middle(samples.map((sample) => sample.seconds)),
    cpuSeconds: middle(samples.map((sample) => sample.cpuSeconds)),
    peakMiB: middle(samples.map((sample) => sample.peakMiB)),
  };
}
