import { createHash } from 'node:crypto';

import { recordArtifacts } from '@intoto/artifacts';
import { describe, expect, it } from 'vitest';

import { createTree, dir, isPosix, Link, record, sha256 } from './tree.ts';

// The folders tests/resolver/dir_resolver and colliding_dir_resolver of in-toto 3.1.0, and what its tests expect of them.
const content = { '0.txt': '0', '1.txt': '1', 'Y.txt': 'Y', 'Z.txt': 'Z', 'a.txt': 'a', 'b.txt': 'b' };
const fixture = { fixture: dir({ 'README.md': '# README\n\nTest data', subdir: dir(content) }) };
const WHOLE = 'ecdbcdc6bd5d2966ad1f7595874fcd6f505abd3feaa97e27bae74bcb78c38e54';
const WITHOUT_README = 'c272da5259699b7bdda998e5c88dd2c5769e6c1cdbb538511f9bd46a0ad527e2';
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

describe('a "dir:" artifact', () => {
  it('is recorded by one digest of what is in it', async () => {
    const cwd = createTree(fixture);
    expect(await record(['dir:fixture'], { cwd })).toEqual({ 'dir:fixture': WHOLE });
    const options = { cwd, excludePatterns: ['*.md'], normalizeLineEndings: true };
    expect(await record(['dir:fixture'], options)).toEqual({ 'dir:fixture': WITHOUT_README });
  });

  it('that is empty, or holds empty directories only, has the digest of nothing', async () => {
    const cwd = createTree({ d: dir({ empty: dir({}) }), e: dir({}) });
    expect(await record(['dir:d', 'dir:e'], { cwd })).toEqual({ 'dir:d': EMPTY, 'dir:e': EMPTY });
  });

  it('is named as it was given, but for backslashes', async () => {
    const cwd = createTree({ d: dir({ sub: dir({}) }) });
    const names = ['dir:./d//sub', 'dir:d/sub', 'dir:d/sub/', `dir:${cwd}/d`, 'dir:.', 'dir:d/..'];
    expect(Object.keys(await record(names, { cwd, excludePatterns: ['*'] })).sort()).toEqual([...names].sort());
  });

  it.runIf(isPosix)('takes bytewise order, odd names as they are, and slashes for backslashes', async () => {
    const cwd = createTree({ d: dir({ '\u{1f600}': '1', '\uff5e': '2', 'new\nline': '3', 'a\\b': '4', é: '5' }) });
    const lines = [
      ['a/b', '4'],
      ['new\nline', '3'],
      ['é', '5'],
      ['\uff5e', '2'],
      ['\u{1f600}', '1'],
    ].map(([name = '', text = '']) => `${sha256(text)}  ${name}\n`);
    expect(await record(['dir:d'], { cwd })).toEqual({ 'dir:d': sha256(lines.join('')) });
  });

  it('is relative to the working directory, whatever the base path is', async () => {
    const cwd = createTree({ d: dir({ f: '' }), base: dir({ d: dir({}) }) });
    const options = { cwd, basePath: 'base' };
    expect(await record(['dir:d'], options)).toEqual({ 'dir:d': sha256(`${EMPTY}  f\n`) });
    expect(await record(['dir:d'], { cwd, basePath: 'missing' })).toEqual({ 'dir:d': sha256(`${EMPTY}  f\n`) });
    await expect(record(['dir:../base/d', 'dir:base/f'], options)).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_NOT_DIRECTORY',
    });
  });

  it.each(['missing', 'f', '', 'f/'])('must be a directory, not %j', async (path) => {
    const cwd = createTree({ f: '', d: dir({}) });
    await expect(record(['dir:d', `dir:${path}`], { cwd })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_NOT_DIRECTORY',
      details: { path, cwd },
    });
  });

  it('is not excluded itself, unless "." is', async () => {
    const cwd = createTree({ d: dir({ f: '' }) });
    const whole = { 'dir:d': sha256(`${EMPTY}  f\n`) };
    expect(await record(['dir:d'], { cwd, excludePatterns: ['d', 'd/f'] })).toEqual(whole);
    expect(await record(['dir:d'], { cwd, excludePatterns: ['.'] })).toEqual({ 'dir:d': EMPTY });
    expect(await record(['dir:d'], { cwd, includePatterns: ['f'] })).toEqual(whole);
    expect(await record(['dir:d'], { cwd, includePatterns: ['d/**'] })).toEqual({ 'dir:d': EMPTY });
  });

  it.runIf(isPosix)('follows links as files do', async () => {
    const cwd = createTree({ d: dir({ link: new Link('../e') }), e: dir({ f: '' }) });
    expect(await record(['dir:d'], { cwd, followSymlinkDirs: false })).toEqual({ 'dir:d': EMPTY });
    expect(await record(['dir:d'], { cwd })).toEqual({ 'dir:d': sha256(`${EMPTY}  link/f\n`) });
  });

  it('has prefixes stripped from its path, not from the names inside', async () => {
    const cwd = createTree(fixture);
    const strip = (prefix: string): Promise<object> => record(['dir:fixture'], { cwd, stripPrefixes: [prefix] });
    expect(await strip('fix')).toEqual({ 'dir:ture': WHOLE });
    expect(await strip('subdir/')).toEqual({ 'dir:fixture': WHOLE });
    expect(await strip('dir:')).toEqual({ 'dir:fixture': WHOLE });
    expect(await strip('fixture')).toEqual({ 'dir:': WHOLE });
  });

  it('may not get another’s name by a stripped prefix', async () => {
    const cwd = createTree({ ...fixture, colliding: dir({ subdir: dir({ '0.txt': '0' }) }) });
    const artifacts = ['dir:fixture/subdir', 'dir:colliding/subdir'];
    const stripPrefixes = ['fixture/', 'colliding/'];
    await expect(record(artifacts, { cwd, stripPrefixes })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_COLLISION',
      details: { name: 'dir:subdir' },
    });
    await expect(record(['dir:fixture', 'dir:fixture'], { cwd, stripPrefixes: ['x'] })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_COLLISION',
    });
    expect(Object.keys(await record(['dir:fixture', 'dir:fixture'], { cwd }))).toEqual(['dir:fixture']);
  });

  it('has a digest of each algorithm, made of the digests of that algorithm', async () => {
    const recorded = await recordArtifacts(['dir:d'], {
      cwd: createTree({ d: dir({ f: 'x' }) }),
      algorithms: ['sha256', 'sha512'],
    });
    expect({ ...recorded.get('dir:d') }).toEqual({
      sha256: digest('sha256', `${digest('sha256', 'x')}  f\n`),
      sha512: digest('sha512', `${digest('sha512', 'x')}  f\n`),
    });
  });
});
