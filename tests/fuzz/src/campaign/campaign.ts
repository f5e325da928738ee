import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { keepFailure } from './case-folder.ts';
import {
  findTarget,
  generateCase,
  type KeptFailure,
  loadTargets,
  type Plan,
  type Slice,
  type SliceReport,
} from './plan.ts';
import { type Progress, readProgress } from './progress-file.ts';

/** How to run a campaign. */
export interface CampaignOptions {
  readonly seed: string;
  readonly slices: readonly Slice[];
  /** URL of the module of targets. @defaultValue this package's */
  readonly targets?: string | undefined;
  /** Where cases that went wrong are kept. */
  readonly failures: string;
  /** Megabytes of heap that all cases together may take. @defaultValue 256 */
  readonly maxHeap?: number | undefined;
  /** CPU seconds that one case may take. @defaultValue 10 */
  readonly maxCpuSeconds?: number | undefined;
  /** Seconds by the clock that a case may take before it is held to hang. @defaultValue 60 */
  readonly maxSilence?: number | undefined;
  readonly onReport?: ((report: SliceReport) => void) | undefined;
}

/** What came of a campaign. */
export interface CampaignResult {
  readonly reports: readonly SliceReport[];
  readonly failures: readonly KeptFailure[];
}

const CHILD = fileURLToPath(new URL('../../run-cases.ts', import.meta.url));
const TARGETS = new URL('../targets/index.ts', import.meta.url).href;
const POLL_MILLIS = 250;
/** Seconds by the clock that a child may take before its first case: on a busy machine importing takes a while. */
const MAX_STARTUP = 120;
/** Where Linux keeps files in memory: most cases are over before a disk has noticed them. */
const MEMORY = '/dev/shm';

/**
 * Runs slices in a child process, which is started anew whenever a case has ended it: by taking all the memory it has, by
 * crashing, or by hanging until it is killed. Such a case is kept like one that went wrong in other ways.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { seed, failures: kept, targets = TARGETS } = options;
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'in-toto-fuzz-'));
  const reports: SliceReport[] = [];
  const failures: KeptFailure[] = [];
  let slices = options.slices;
  try {
    while (slices.length > 0) {
      const plan: Plan = {
        targets,
        seed,
        slices,
        failures: kept,
        progress: join(folder, 'progress'),
        maxCpuSeconds: options.maxCpuSeconds ?? 10,
      };
      writeFileSync(plan.progress, '');
      const end = await runChild(plan, folder, options, (report) => {
        reports.push(report);
        failures.push(...report.failures);
        options.onReport?.(report);
      });
      if (end.reason === undefined) break;
      const place = end.place ?? { slice: 0, index: slices[0]?.from ?? 0 };
      const slice = slices[place.slice];
      if (slice === undefined) throw new Error(`The child process ended before its first case: ${end.reason}`);
      failures.push(await keepEnd(plan, slice.target, place.index, end.reason));
      slices = [...resume(slice, place.index + 1), ...slices.slice(place.slice + 1)];
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { reports, failures };
}

/** What is left of a slice; nothing where its bound was time. */
function resume(slice: Slice, from: number): Slice[] {
  if (slice.count === undefined) return [];
  const count = slice.from + slice.count - from;
  return count > 0 ? [{ ...slice, from, count }] : [];
}

async function keepEnd(plan: Plan, name: string, index: number, message: string): Promise<KeptFailure> {
  const target = findTarget(await loadTargets(plan.targets), name);
  const { files, settings } = await generateCase(target, plan.seed, index);
  const folder = keepFailure(plan.failures, { target: name, seed: plan.seed, index, message, settings }, files);
  return { target: name, index, message, folder };
}

interface ChildEnd {
  /** Why it did not end well; `undefined` where it did. */
  readonly reason: string | undefined;
  readonly place: Progress | undefined;
}

async function runChild(
  plan: Plan,
  folder: string,
  { maxHeap = 256, maxSilence = 60 }: CampaignOptions,
  onReport: (report: SliceReport) => void,
): Promise<ChildEnd> {
  const words = [
    '--conditions=@intoto/source',
    '--expose-gc',
    `--max-old-space-size=${maxHeap}`,
    CHILD,
    JSON.stringify(plan),
  ];
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  });
  let output = '';
  let complaints = '';
  let silent = false;
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString('utf8')).slice(-2000)));
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (output + chunk.toString('utf8')).split('\n');
    output = lines.pop() ?? '';
    for (const line of lines) onReport(JSON.parse(line) as SliceReport);
  });
  let last: string | undefined;
  let since = performance.now();
  const watchdog = setInterval(() => {
    const place = readProgress(plan.progress);
    const now = JSON.stringify(place);
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since < (place === undefined ? MAX_STARTUP : maxSilence) * 1000) return;
    silent = true;
    child.kill('SIGKILL');
  }, POLL_MILLIS);
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  }).finally(() => clearInterval(watchdog));
  const place = readProgress(plan.progress);
  if (status === 0) return { reason: undefined, place };
  const how = silent ? `hangs: nothing for ${maxSilence} s` : `ends the process (${signal ?? status})`;
  return { reason: complaints.trim() === '' ? how : `${how}: ${complaints.trim()}`, place };
}
