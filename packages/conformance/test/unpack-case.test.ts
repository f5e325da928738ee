import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type ConformanceCase, unpackCase, VECTORS } from '../src/index.ts';
import { folder, named, useFolder } from './commands.ts';

useFolder();

function only(name: string): ConformanceCase {
  const [one] = named(name);
  if (one === undefined) throw new TypeError(`no case ${name}`);
  return one;
}

/** Copies go to a folder of this file's tests alone. */
beforeEach(() => void vi.stubEnv('TMPDIR', folder));
afterEach(() => void vi.unstubAllEnvs());

describe('a copy of a case', () => {
  it('has the files of the case, empty folders where there are none, and the keys that it shares', async () => {
    const one = only('link-missing');
    const { layout, keys, linkDirectory, product, remove } = await unpackCase(one);
    expect(readdirSync(folder)).toEqual([basename(dirname(layout))]);
    expect(readFileSync(layout)).toEqual(readFileSync(join(one.folder, 'root.layout')));
    expect([readdirSync(linkDirectory), readdirSync(product)]).toEqual([[], []]);
    expect(keys).toEqual([join(VECTORS, 'keys/owner.pub')]);
    await remove();
    expect(existsSync(layout)).toBe(false);
  });

  it('has files under their real names', async () => {
    const { linkDirectory, remove } = await unpackCase(only('name-step-backslash'));
    expect(readdirSync(linkDirectory)).toContainEqual(expect.stringMatching(/^a\\b\.[0-9a-f]{8}\.link$/));
    await remove();
  });

  it('keeps a file in place of the folder of links', async () => {
    const { linkDirectory, remove } = await unpackCase(only('link-folder-is-file'));
    expect(statSync(linkDirectory).isFile()).toBe(true);
    await remove();
  });

  it('is not made of files from elsewhere, nor written elsewhere', async () => {
    const one = only('name-step-backslash');
    const [from = ''] = one.copies.map((copy) => copy.from);
    for (const change of [
      { copies: [{ from, to: '../outside' }] },
      { copies: [{ from, to: '/tmp/in-toto-conformance-outside' }] },
      { copies: [{ from: '../../keys/owner.pub', to: 'links/x' }] },
      { keys: ['../../../package.json'] },
    ]) {
      await expect(unpackCase({ ...one, ...change })).rejects.toThrow(/leads out of/);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
