import { describe, expect, it } from 'vitest';

import { createTree, dir, isPosix, Link, PIPE, record, recordNames, sha256 } from './tree.ts';

describe('a file artifact', () => {
  it('is recorded under its path in normal form', async () => {
    const cwd = createTree({ a: 'A', d: dir({ b: 'B' }) });
    expect(await record(['./a', 'd//../d/./b'], { cwd })).toEqual({ a: sha256('A'), 'd/b': sha256('B') });
  });

  it('keeps the scheme that it was given with', async () => {
    const cwd = createTree({ a: '', d: dir({ sub: dir({ f: '' }) }) });
    expect(await recordNames(['file:a', 'file:./d/'], { cwd })).toEqual(['file:a', 'file:d/sub/f']);
    expect(await recordNames([`file:/${cwd}//a`], { cwd })).toEqual([`file:/${cwd}/a`]);
    expect(await recordNames([`file:///${cwd}/a`], { cwd })).toEqual([`file:${cwd}/a`]);
  });

  it('may be absolute or outside of the base path, and is recorded so', async () => {
    const cwd = createTree({ base: dir({}), other: dir({ f: '' }) });
    const options = { cwd, basePath: 'base' };
    expect(await recordNames(['../other', `${cwd}/other/f`], options)).toEqual(['../other/f', `${cwd}/other/f`]);
  });

  it('that does not exist is passed over', async () => {
    const cwd = createTree({ f: '', dangling: new Link('nowhere') });
    expect(await recordNames(['missing', 'f/below', 'dangling', 'file:missing', 'nul\0'], { cwd })).toEqual([]);
  });

  it('with an unknown scheme is a path', async () => {
    const cwd = createTree({ 'foo:bar': '', ':x': '', 'C:': dir({ x: '' }) });
    expect(await recordNames(['foo:bar', ':x', 'C:/x'], { cwd })).toEqual([':x', 'C:/x', 'foo:bar']);
  });

  it('that is empty is the base path', async () => {
    expect(await recordNames([''], { cwd: createTree({ f: '' }) })).toEqual(['f']);
  });

  it.runIf(isPosix)('that is no file and no directory is not recorded', async () => {
    const cwd = createTree({ pipe: PIPE, device: new Link('/dev/null'), d: dir({ pipe: PIPE, f: '' }) });
    expect(await recordNames(['pipe', 'device', 'd', '/dev/null'], { cwd })).toEqual(['d/f']);
  });

  it('is recorded once if it is listed twice', async () => {
    const cwd = createTree({ d: dir({ f: 'x' }) });
    expect(await record(['d/f', 'd', '.'], { cwd })).toEqual({ 'd/f': sha256('x') });
  });

  it('that is excluded is passed over', async () => {
    const cwd = createTree({ 'a.link': '', d: dir({ f: '' }) });
    expect(await recordNames(['a.link', 'd'], { cwd })).toEqual(['d/f']);
    expect(await recordNames(['d'], { cwd, excludePatterns: ['d'] })).toEqual([]);
    expect(await recordNames(['.'], { cwd, excludePatterns: ['.'] })).toEqual([]);
  });
});

describe('a directory', () => {
  const tree = {
    f: '',
    'x.link': '',
    'x.pyc': '',
    'x~': '',
    '.git': dir({ HEAD: '' }),
    '.hidden': '',
    empty: dir({}),
    sub: dir({ f: '', deep: dir({ f: '' }) }),
  };

  it('is recorded as the files in it, without itself and without empty directories', async () => {
    expect(await recordNames(['.'], { cwd: createTree(tree) })).toEqual(['.hidden', 'f', 'sub/deep/f', 'sub/f']);
  });

  it.each([
    { patterns: ['foo*'], names: ['.git/HEAD', '.hidden', 'f', 'sub/deep/f', 'sub/f', 'x.link', 'x.pyc', 'x~'] },
    { patterns: ['*'], names: [] },
    { patterns: ['x*', '.*'], names: [] },
    { patterns: ['x*', '.git', '.hidden'], names: ['f', 'sub/deep/f', 'sub/f'] },
    { patterns: ['sub', 'x*', '.?*'], names: ['f'] },
    { patterns: ['x*', '.?*', 'sub/'], names: ['f'] },
    { patterns: ['x*', '.?*', '/f'], names: ['sub/deep/f', 'sub/f'] },
    { patterns: ['x*', '.?*', 'sub', '!sub/f'], names: ['f'] },
    { patterns: ['x*', '.?*', 'sub/', '!sub/f'], names: ['f', 'sub/f'] },
    { patterns: ['x.[lp]*', '.?*', 'deep'], names: ['f', 'sub/f', 'x~'] },
    { patterns: ['x[!~]*', '.?*', 'sub'], names: ['f', 'x~'] },
  ])('is recorded without what $patterns exclude', async ({ patterns, names }) => {
    expect(await recordNames(['.'], { cwd: createTree(tree), excludePatterns: patterns })).toEqual(names);
  });

  it('has the default exclude patterns for an empty list of them, and none for an empty pattern', async () => {
    const cwd = createTree({ 'a.link': '', b: '' });
    expect(await recordNames(['.'], { cwd, excludePatterns: [] })).toEqual(['b']);
    expect(await recordNames(['.'], { cwd, excludePatterns: [''] })).toEqual(['a.link', 'b']);
  });

  it('is matched with its own name when it is the artifact', async () => {
    const cwd = createTree({ d: dir({ f: '', g: '' }) });
    expect(await recordNames(['d'], { cwd, excludePatterns: ['d/f'] })).toEqual(['d/g']);
    expect(await recordNames(['../d'], { cwd: `${cwd}/d`, excludePatterns: ['../d/f'] })).toEqual(['../d/g']);
  });
});

describe('include patterns', () => {
  const tree = { 'a.ts': '', 'b.js': '', src: dir({ 'c.ts': '', '.d.ts': '', deep: dir({ 'e.tsx': '' }) }) };

  it.each([
    { patterns: ['*.ts'], names: ['a.ts'] },
    { patterns: ['**/*.ts'], names: ['a.ts', 'src/.d.ts', 'src/c.ts'] },
    { patterns: ['**/*.{ts,tsx}'], names: ['a.ts', 'src/.d.ts', 'src/c.ts', 'src/deep/e.tsx'] },
    { patterns: ['src/**', 'b.*'], names: ['b.js', 'src/.d.ts', 'src/c.ts', 'src/deep/e.tsx'] },
    { patterns: ['!a.ts'], names: [] },
    { patterns: [], names: ['a.ts', 'b.js', 'src/.d.ts', 'src/c.ts', 'src/deep/e.tsx'] },
  ])('$patterns choose among the files found', async ({ patterns, names }) => {
    expect(await recordNames(['.'], { cwd: createTree(tree), includePatterns: patterns })).toEqual(names);
  });

  it('do not concern artifacts that are files themselves, and see paths before prefixes are stripped', async () => {
    const cwd = createTree(tree);
    expect(await recordNames(['b.js', 'src'], { cwd, includePatterns: ['*.ts'] })).toEqual(['b.js']);
    const options = { cwd, includePatterns: ['src/*.ts'], stripPrefixes: ['src/'] };
    expect(await recordNames(['.'], options)).toEqual(['.d.ts', 'c.ts']);
  });

  it.runIf(isPosix)('find files below a directory with a line feed in its name', async () => {
    const cwd = createTree({ 'new\nline': dir({ 'a.ts': '' }) });
    expect(await recordNames(['.'], { cwd, includePatterns: ['**/*.ts'] })).toEqual(['new\nline/a.ts']);
  });
});

describe('the base path', () => {
  it('is not part of names, and not the working directory', async () => {
    const cwd = createTree({ base: dir({ f: 'x' }), f: 'y' });
    const before = process.cwd();
    expect(await record(['f'], { cwd, basePath: 'base' })).toEqual({ f: sha256('x') });
    expect(await record(['f'], { cwd: `${cwd}/base`, basePath: '..' })).toEqual({ f: sha256('y') });
    expect(await record(['f'], { basePath: `${cwd}/base` })).toEqual({ f: sha256('x') });
    expect(await record(['f'], { cwd, basePath: '' })).toEqual({ f: sha256('y') });
    expect(process.cwd()).toBe(before);
  });

  it('is followed through a link before ".." is', async () => {
    const cwd = createTree({ real: dir({ base: dir({}), f: 'x' }), link: new Link('real/base'), f: 'y' });
    expect(await record(['../f'], { cwd, basePath: 'link' })).toEqual({ '../f': sha256('x') });
    expect(await record(['f'], { cwd, basePath: 'link/..' })).toEqual({ f: sha256('x') });
  });

  it.each(['missing', 'f', 'f/below'])('must be a directory, not %s', async (basePath) => {
    const cwd = createTree({ f: '' });
    await expect(record(['f'], { cwd, basePath })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_BASE_PATH',
      details: { basePath: `${cwd}/${basePath}` },
    });
    await expect(record(['f'], { cwd: `${cwd}/${basePath}` })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_BASE_PATH',
    });
  });
});
