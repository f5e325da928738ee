import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';

import type { RecordProgress } from '@intoto/node';

/** What is recorded at once needs no bar. */
const SILENCE_MS = 1000;
const BETWEEN_DRAWINGS_MS = 100;
/** To open a file takes as long as hashing so many bytes. */
const BYTES_PER_FILE = 16 * 1024;
const BAR = 14;
const ERASE_LINE = '\r\u001B[K';

/** Shows how far a recording has come. */
export type ProgressListener = (progress: RecordProgress) => void;

/**
 * Does something that records artifacts, with a progress bar on standard error where that is a terminal and the recording
 * takes longer than a second. The bar is erased at the end of each recording, and when the work fails.
 *
 * @param isQuiet - whether nothing is to be shown
 */
export async function withProgressBar<T>(
  isQuiet: boolean,
  work: (onProgress: ProgressListener | undefined) => Promise<T>,
): Promise<T> {
  if (isQuiet || process.env['TERM'] === 'dumb' || !isTerminal(2)) return work(undefined);
  const { stderr } = process;
  let started: number | undefined;
  let nextDrawing = 0;
  let isShown = false;
  const erase = (): void => {
    if (isShown) stderr.write(ERASE_LINE);
    isShown = false;
    started = undefined;
  };
  const show: ProgressListener = (progress) => {
    const now = performance.now();
    if (progress.isLast) return erase();
    if (started === undefined) {
      started = now;
      nextDrawing = now + SILENCE_MS;
    }
    if (now < nextDrawing) return;
    nextDrawing = now + BETWEEN_DRAWINGS_MS;
    isShown = true;
    stderr.write(ERASE_LINE + formatProgress(progress, (now - started) / 1000).slice(0, (stderr.columns || 80) - 1));
  };
  try {
    return await work(show);
  } finally {
    erase();
  }
}

/** Looks at the descriptor first: what else tells takes a module of Node that few programs need. */
const isTerminal = (descriptor: number): boolean => fstatSync(descriptor).isCharacterDevice() && isatty(descriptor);

/** One line, of less than 80 columns up to a million files: bar, files, bytes, rate, time left. */
export function formatProgress({ files, bytes, total }: RecordProgress, seconds: number): string {
  const rate = `${formatBytes(bytes / seconds)}/s`;
  if (!total) return `looking for files, ${Math.floor(seconds)} s`;
  const share = Math.min(1, weigh({ files, bytes }) / Math.max(1, weigh(total)));
  const filled = Math.floor(share * BAR);
  const left = share === 0 ? '?' : formatSeconds((seconds * (1 - share)) / share);
  const counts = `${files}/${total.files} files  ${formatBytes(bytes)}/${formatBytes(total.bytes)}`;
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${counts}  ${rate}  ${left} left`;
}

function weigh({ files, bytes }: { readonly files: number; readonly bytes: number }): number {
  return bytes + files * BYTES_PER_FILE;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${amount.toFixed(unit > 0 && amount < 9.95 ? 1 : 0)} ${units[unit]}`;
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 100) return `${whole} s`;
  return whole < 6000 ? `${Math.ceil(whole / 60)} min` : `${Math.ceil(whole / 3600)} h`;
}
