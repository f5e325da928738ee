import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { assertDirectory, createDirectoryEvidence } from '../src/directory-evidence.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const ALICE = 'a11ce000'.padEnd(64, '1');
const BOB = 'b0b00000'.padEnd(64, '2');
const LINK = 'build.a11ce000.link';
const onUnix = it.skipIf(process.platform === 'win32');

async function find(directory: string, keyIds: readonly string[] = [ALICE], step = 'build') {
  const candidates = await createDirectoryEvidence(directory).find({ step, keyIds });
  return candidates.map(({ location, keyIds: claimed }) => [location.slice(directory.length + 1), claimed]);
}

describe('a directory as evidence', () => {
  it('offers the file that is named for the step and the key, with its content', async () => {
    const directory = await createTemporaryDirectory({ [LINK]: 'content', 'other.a11ce000.link': '' });
    const [candidate, ...others] = await createDirectoryEvidence(directory).find({
      step: 'build',
      keyIds: [ALICE, BOB],
    });
    expect(others).toEqual([]);
    expect(candidate).toMatchObject({ location: join(directory, LINK), keyIds: [ALICE] });
    expect(new TextDecoder().decode(await candidate?.read(100))).toBe('content');
    expect(await candidate?.read(3)).toHaveLength(4);
  });

  it('offers a file for every key that it may be named for, however many share their first digits', async () => {
    const directory = await createTemporaryDirectory({ [LINK]: '' });
    const keyIds = Array.from({ length: 200_000 }, (_, index) => `a11ce000${String(index)}`);
    const [candidate] = await createDirectoryEvidence(directory).find({ step: 'build', keyIds });
    expect(candidate?.keyIds).toHaveLength(200_000);
  });

  it('describes itself by its path', async () => {
    expect(createDirectoryEvidence('some/where').description).toBe('some/where');
    expect(createDirectoryEvidence('.').description).toBe('the working directory');
  });

  it('holds nothing where it does not exist, or is a file', async () => {
    const directory = await createTemporaryDirectory({ file: '' });
    expect(await find(join(directory, 'absent'))).toEqual([]);
    expect(await find(join(directory, 'file'))).toEqual([]);
  });

  it('lets the system walk a name that is a path: through a directory that is not there it leads nowhere', async () => {
    const directory = await createTemporaryDirectory({ [LINK]: '', 'there/x': '' });
    expect(await find(directory, [ALICE], 'missing/../build')).toEqual([]);
    expect(await find(directory, [ALICE], 'there/../build')).toEqual([[`there/../${LINK}`, [ALICE]]]);
    expect(await find(directory, [ALICE], join(directory, 'build'))).toHaveLength(1);
    const sublayout = createDirectoryEvidence(directory).sublayout('missing/../there', 'x');
    expect(await sublayout?.find({ step: 'build', keyIds: [ALICE] })).toEqual([]);
  });

  it('lists files that are named like links of the step but for no key of it, as ruled out', async () => {
    const directory = await createTemporaryDirectory({
      'build.b0b00000.link': '',
      'build.abc.link': '',
      'build.link': '',
      [LINK]: '',
      'build.linux.b0b00000.link': 'of the step build.linux',
      'build.b0b000001.link': 'more than 8 digits',
      'build..link': '',
      'build.b0b00000.link~': '',
      'rebuild.b0b00000.link': '',
    });
    expect(await find(directory)).toEqual([
      [LINK, [ALICE]],
      ['build.abc.link', []],
      ['build.b0b00000.link', []],
      ['build.link', []],
    ]);
  });

  it('says of one file that it may be for either of two keys whose ids begin alike', async () => {
    const directory = await createTemporaryDirectory({ [LINK]: '' });
    const twin = 'a11ce000'.padEnd(64, '9');
    expect(await find(directory, [ALICE, twin])).toEqual([[LINK, [ALICE, twin]]]);
  });

  it('passes over a directory that is named like a link', async () => {
    const directory = await createTemporaryDirectory();
    await mkdir(join(directory, LINK));
    expect(await find(directory)).toEqual([]);
  });

  onUnix('passes over a pipe and a broken symbolic link, without waiting', async () => {
    const directory = await createTemporaryDirectory();
    execFileSync('mkfifo', [join(directory, LINK)]);
    await symlink('nowhere', join(directory, 'build.b0b00000.link'));
    expect(await find(directory, [ALICE, BOB])).toEqual([]);
  });

  onUnix('follows a symbolic link to a file', async () => {
    const directory = await createTemporaryDirectory({ elsewhere: 'content' });
    await symlink('elsewhere', join(directory, LINK));
    expect(await find(directory)).toEqual([[LINK, [ALICE]]]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'offers a file that may not be read, and fails when it is read',
    async () => {
      const directory = await createTemporaryDirectory({ [LINK]: '' });
      await chmod(join(directory, LINK), 0);
      const [candidate] = await createDirectoryEvidence(directory).find({ step: 'build', keyIds: [ALICE] });
      await expect(candidate?.read(10)).rejects.toMatchObject({ code: 'ERR_FILE_UNREADABLE' });
    },
  );

  it('takes a key id that is shorter than 8 characters as a whole', async () => {
    const directory = await createTemporaryDirectory({ 'build.ab.link': '' });
    expect(await find(directory, ['ab'])).toEqual([['build.ab.link', ['ab']]]);
  });

  it('looks for the links of a sublayout in the folder of its step and key', async () => {
    const directory = await createTemporaryDirectory({ 'build.a11ce000/inner.b0b00000.link': 'inner' });
    const inner = createDirectoryEvidence(directory).sublayout('build', ALICE);
    const [candidate] = await inner.find({ step: 'inner', keyIds: [BOB] });
    expect(candidate?.location).toBe(join(directory, 'build.a11ce000', 'inner.b0b00000.link'));
    expect(
      await createDirectoryEvidence(directory)
        .sublayout('build', BOB)
        .find({ step: 'inner', keyIds: [BOB] }),
    ).toEqual([]);
  });
});

describe('assertDirectory', () => {
  it('accepts a directory', async () => {
    expect(await assertDirectory(await createTemporaryDirectory())).toBeUndefined();
  });

  it('refuses what is absent, a file, and a path through a file', async () => {
    const directory = await createTemporaryDirectory({ file: '' });
    await expect(assertDirectory(join(directory, 'absent'))).rejects.toMatchObject({
      name: 'FileError',
      code: 'ERR_FILE_NOT_FOUND',
      details: { path: join(directory, 'absent') },
    });
    await expect(assertDirectory(join(directory, 'file'))).rejects.toMatchObject({ code: 'ERR_FILE_NOT_REGULAR' });
    await expect(assertDirectory(join(directory, 'file', 'x'))).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
  });
});
