import { describe, expect, it } from 'vitest';

import { formatProgress } from '../src/progress-bar.ts';

describe('the line of a progress bar', () => {
  it('tells files, bytes, rate and the time left', () => {
    const progress = { files: 500, bytes: 50_000_000, total: { files: 1000, bytes: 100_000_000 }, isLast: false };
    expect(formatProgress(progress, 10)).toBe('[#######.......] 500/1000 files  50 MB/100 MB  5.0 MB/s  10 s left');
  });

  it('tells no time before anything is done, and none of files that are being looked for', () => {
    const nothing = { files: 0, bytes: 0, isLast: false };
    expect(formatProgress(nothing, 2)).toBe('looking for files, 2 s');
    const total = { files: 1, bytes: 7 };
    expect(formatProgress({ ...nothing, total }, 2)).toBe('[..............] 0/1 files  0 B/7 B  0 B/s  ? left');
  });

  it('has room for a million files and some terabytes', () => {
    const total = { files: 1_000_000, bytes: 9_990_000_000_000 };
    const line = formatProgress({ files: 999_999, bytes: 999_000_000_000, total, isLast: false }, 100_000);
    expect(line.length).toBeLessThan(80);
  });

  it('is full, and not more, if files have grown', () => {
    const progress = { files: 1, bytes: 9, total: { files: 1, bytes: 7 }, isLast: false };
    expect(formatProgress(progress, 2)).toContain('[##############]');
  });
});
