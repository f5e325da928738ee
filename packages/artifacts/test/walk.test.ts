import { mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';

import { describe, expect, it, onTestFinished } from 'vitest';

import { createTree, dir, isPosix, Link, record, recordNames, sha256 } from './tree.ts';

describe.runIf(isPosix)('symbolic links', () => {
  const tree = {
    real: dir({ f: 'x', sub: dir({ g: 'y' }) }),
    walked: dir({ file: new Link('../real/f'), directory: new Link('../real'), dangling: new Link('nowhere') }),
    alias: new Link('real'),
  };

  it('to files are recorded under their own names, with the content of what they lead to', async () => {
    const options = { cwd: createTree(tree), followSymlinkDirs: false };
    expect(await record(['walked'], options)).toEqual({ 'walked/file': sha256('x') });
    expect(await record(['walked/file'], options)).toEqual({ 'walked/file': sha256('x') });
  });

  it('to directories are entered by default', async () => {
    const names = ['walked/directory/f', 'walked/directory/sub/g', 'walked/file'];
    expect(await recordNames(['walked'], { cwd: createTree(tree) })).toEqual(names);
  });

  it('to directories are always entered if they are artifacts themselves', async () => {
    const options = { cwd: createTree(tree), followSymlinkDirs: false };
    expect(await recordNames(['alias', 'walked/directory'], options)).toEqual([
      'alias/f',
      'alias/sub/g',
      'walked/directory/f',
      'walked/directory/sub/g',
    ]);
  });

  it('are excluded by their own names', async () => {
    const cwd = createTree(tree);
    expect(await recordNames(['walked'], { cwd, excludePatterns: ['directory'] })).toEqual(['walked/file']);
    expect(await recordNames(['walked'], { cwd, excludePatterns: ['real', 'f'] })).toEqual([
      'walked/directory/sub/g',
      'walked/file',
    ]);
  });

  it.each([
    ['themselves', { loop: new Link('loop'), f: '' }, ['f']],
    ['their directory', { loop: new Link('.'), f: '' }, ['f']],
    ['a directory above', { a: dir({ b: dir({ loop: new Link('../..'), g: '' }) }), f: '' }, ['a/b/g', 'f']],
    [
      'each other',
      { a: dir({ to: new Link('../b'), f: '' }), b: dir({ to: new Link('../a'), g: '' }) },
      ['a/f', 'a/to/g', 'b/g', 'b/to/f'],
    ],
  ])('that lead back to %s end', async (_where, entries, names) => {
    expect(await recordNames(['.'], { cwd: createTree(entries) })).toEqual(names);
  });

  it('that lead above the artifact are followed until they come back to it', async () => {
    const cwd = createTree({ d: dir({ up: new Link('..'), f: '' }), e: '' });
    expect(await recordNames(['d'], { cwd })).toEqual(['d/f', 'd/up/e']);
    expect(await recordNames(['d/up'], { cwd })).toEqual(['d/up/d/f', 'd/up/e']);
  });

  it('to one directory are both entered, as neither is inside of the other', async () => {
    const cwd = createTree({ real: dir({ f: '' }), one: new Link('real'), two: new Link('real') });
    expect(await recordNames(['.'], { cwd })).toEqual(['one/f', 'real/f', 'two/f']);
  });
});

describe('a walk', () => {
  it.runIf(isPosix)('does not enter an excluded directory', async ({ skip }) => {
    const cwd = createTree({ node_modules: dir({ f: '' }), src: dir({ f: '', node_modules: dir({ g: '' }) }) });
    // The system notes when a directory is listed, if the last time was before it was changed.
    const past = new Date(2000, 0, 1);
    const directories = ['node_modules', 'src', 'src/node_modules'];
    for (const directory of directories) utimesSync(`${cwd}/${directory}`, past, past);
    expect(await recordNames(['.'], { cwd, excludePatterns: ['node_modules'] })).toEqual(['src/f']);
    const isUntouched = (directory: string): boolean =>
      statSync(`${cwd}/${directory}`).atime.getTime() === past.getTime();
    if (isUntouched('src')) skip('This file system does not note when a directory is listed.');
    expect(directories.filter(isUntouched)).toEqual(['node_modules', 'src/node_modules']);
  });

  it('goes deeper than the call stack', async () => {
    const cwd = createTree({});
    const depth = 400;
    mkdirSync(`${cwd}/${'d/'.repeat(depth)}`, { recursive: true });
    writeFileSync(`${cwd}/${'d/'.repeat(depth)}f`, '');
    expect(await recordNames(['.'], { cwd })).toEqual([`${'d/'.repeat(depth)}f`]);
  });

  it.runIf(process.platform === 'linux')('does not drop what has too long a path, but says so', async () => {
    const cwd = createTree({});
    const half = Array.from({ length: 10 }, () => 'd'.repeat(250)).join('/');
    mkdirSync(`${cwd}/${half}`, { recursive: true });
    symlinkSync(half, `${cwd}/short`);
    mkdirSync(`${cwd}/short/${half}`, { recursive: true });
    onTestFinished(() => rmSync(`${cwd}/short/${half.slice(0, 250)}`, { recursive: true }));
    await expect(record(['d'.repeat(250)], { cwd })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_UNREADABLE',
      cause: { code: 'ENAMETOOLONG' },
    });
  });
});
