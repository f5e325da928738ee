import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createLinkNames, stepsOfLinkName } from '../src/link-names.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

describe('the steps that a name claims', () => {
  it.each([
    ['build.link', ['build']],
    ['build.01234567.link', ['build.01234567', 'build']],
    ['build.0.link', ['build.0', 'build']],
    ['build.012345678.link', ['build.012345678']],
    ['a.b.c.link', ['a.b.c', 'a.b']],
    ['build..link', ['build.']],
    ['.abc.link', ['.abc', '']],
    ['.link', ['']],
    ['link', []],
    ['build.link2', []],
    ['build.LINK', []],
  ])('%s', (name, steps) => {
    expect(stepsOfLinkName(name)).toEqual(steps);
  });
});

describe('names in a directory', () => {
  it('are those of the step, also of links that came or went later', async () => {
    const folder = join(await createTemporaryDirectory(), 'links');
    const names = createLinkNames(folder);
    expect(await names.of('build')).toEqual([]);
    mkdirSync(folder);
    writeFileSync(join(folder, 'build.link'), '');
    writeFileSync(join(folder, 'test.01234567.link'), '');
    expect(await names.of('build')).toEqual(['build.link']);
    expect(await names.of('test')).toEqual(['test.01234567.link']);
    writeFileSync(join(folder, 'build.aa.link'), '');
    expect([...(await names.of('build'))].sort()).toEqual(['build.aa.link', 'build.link']);
    rmSync(join(folder, 'build.link'));
    expect(await names.of('build')).toEqual(['build.aa.link']);
    rmSync(folder, { recursive: true });
    expect(await names.of('build')).toEqual([]);
  });

  it('are read again only where the folder has changed', async () => {
    const folder = await createTemporaryDirectory();
    writeFileSync(join(folder, 'build.link'), '');
    utimesSync(folder, 1, 1);
    const names = createLinkNames(folder);
    expect(await names.of('build')).toEqual(['build.link']);
    writeFileSync(join(folder, 'build.aa.link'), '');
    utimesSync(folder, 1, 1);
    expect(await names.of('build')).toEqual(['build.link']);
    utimesSync(folder, 2, 2);
    expect([...(await names.of('build'))].sort()).toEqual(['build.aa.link', 'build.link']);
  });
});
