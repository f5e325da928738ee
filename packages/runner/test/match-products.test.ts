import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  createEnvelope,
  createLayout,
  createLink,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Link,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { matchProducts } from '../src/match-products.ts';
import { runStep } from '../src/run-step.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

async function deliver(): Promise<{ readonly cwd: string; readonly link: Link }> {
  const cwd = await createTemporaryDirectory({ a: '1', b: '2', 'sub/c': '3', 'draft~': '' });
  const { link } = await runStep({ name: 'x', command: [], products: ['.'], cwd });
  return { cwd, link };
}

describe('matchProducts', () => {
  it('finds no difference where there is none, whatever holds the link', async () => {
    const { cwd, link } = await deliver();
    const same = { matches: true, onlyInProducts: [], notInProducts: [], differing: [] };
    expect(await matchProducts(link, { cwd })).toEqual(same);
    expect(await matchProducts(createMetablock(encodeLink(link)), { cwd })).toEqual(same);
    expect(await matchProducts(createEnvelope(encodeLink(link)), { cwd })).toEqual(same);
  });

  it('tells missing, additional and changed files apart', async () => {
    const { cwd, link } = await deliver();
    await rm(join(cwd, 'a'));
    await writeFile(join(cwd, 'b'), 'changed');
    await writeFile(join(cwd, 'sub/\u{1F600}'), '');
    await writeFile(join(cwd, 'sub/\uFF00'), '');
    expect(await matchProducts(link, { cwd })).toEqual({
      matches: false,
      onlyInProducts: ['a'],
      notInProducts: ['sub/\uFF00', 'sub/\u{1F600}'],
      differing: ['b'],
    });
  });

  it('compares only the given paths, with excludes and prefixes', async () => {
    const { cwd, link } = await deliver();
    expect(await matchProducts(link, { cwd, paths: ['a'] })).toMatchObject({ onlyInProducts: ['b', 'sub/c'] });
    expect(await matchProducts(link, { cwd, excludePatterns: ['b'] })).toEqual({
      matches: false,
      onlyInProducts: ['b'],
      notInProducts: ['draft~'],
      differing: [],
    });
    expect(await matchProducts(link, { cwd, stripPrefixes: ['sub/'] })).toMatchObject({
      onlyInProducts: ['sub/c'],
      notInProducts: ['c'],
    });
  });

  it('takes a different set of digests for a difference, as the Python reference does', async () => {
    const { cwd, link } = await deliver();
    const sha256 = link.products.get('a')?.['sha256'] ?? '';
    async function differing(digests: Record<string, string>): Promise<readonly string[]> {
      const other = createLink({ name: 'x', products: new Map([['a', digests]]) });
      return (await matchProducts(other, { cwd, paths: ['a'] })).differing;
    }
    expect(await differing({ sha256 })).toEqual([]);
    expect(await differing({ sha256, md5: '00' })).toEqual(['a']);
    expect(await differing({ md5: sha256 })).toEqual(['a']);
    expect(await differing({ sha256: sha256.toUpperCase() })).toEqual(['a']);
    expect(await differing({})).toEqual(['a']);
  });

  it.skipIf(process.platform === 'win32')('does not follow symbolic links to directories by itself', async () => {
    const { cwd, link } = await deliver();
    await symlink('sub', join(cwd, 'also'));
    expect(await matchProducts(link, { cwd })).toMatchObject({ matches: true });
    expect(await matchProducts(link, { cwd, followSymlinkDirs: true })).toMatchObject({ notInProducts: ['also/c'] });
  });

  it('refuses a layout', async () => {
    const layout = createEnvelope(encodeLayout(createLayout({ expires: '2030-01-01T00:00:00Z' })));
    await expect(matchProducts(layout)).rejects.toMatchObject({ code: 'ERR_NOT_A_LINK' });
  });
});
