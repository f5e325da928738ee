import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { placeNewFileByReservation } from '../src/place-file.ts';
import { writeFileAtomically } from '../src/write-file-atomically.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const windows = process.platform === 'win32';

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

describe('writeFileAtomically', () => {
  it('writes text as UTF-8 and bytes as they are, and leaves nothing else behind', async () => {
    const directory = await createTemporaryDirectory();
    await writeFileAtomically(join(directory, 'text'), 'ä😀\r\n');
    await writeFileAtomically(join(directory, 'bytes'), Uint8Array.of(0, 255));
    expect(await readFile(join(directory, 'text'))).toEqual(Buffer.from('ä😀\r\n'));
    expect(await readFile(join(directory, 'bytes'))).toEqual(Buffer.of(0, 255));
    expect(await readdir(directory)).toEqual(['bytes', 'text']);
  });

  it('replaces a file as a whole: a reader who has it open keeps the old one', async () => {
    const directory = await createTemporaryDirectory({ file: 'old content' });
    const path = join(directory, 'file');
    const before = await stat(path);
    await writeFileAtomically(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    if (!windows) expect((await stat(path)).ino).not.toBe(before.ino);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('never shows a file that is half written', async () => {
    const directory = await createTemporaryDirectory();
    const path = join(directory, 'file');
    const contents = ['a', 'b'].map((letter) => letter.repeat(1_000_000));
    await writeFileAtomically(path, contents[0] ?? '');
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const writing = writeFileAtomically(path, contents[i % 2] ?? '');
      for (let j = 0; j < 5; j++) seen.add(await readFile(path, 'utf8'));
      await writing;
    }
    expect([...seen].filter((text) => !contents.includes(text))).toEqual([]);
  });

  it.skipIf(windows)('gives the permissions asked for, else those of the file it replaces', async () => {
    const directory = await createTemporaryDirectory({ old: '' });
    const path = join(directory, 'old');
    await chmod(path, 0o640);
    await writeFileAtomically(path, 'x');
    expect(await modeOf(path)).toBe(0o640);
    await writeFileAtomically(path, 'x', { mode: 0o600 });
    expect(await modeOf(path)).toBe(0o600);
    await writeFileAtomically(join(directory, 'key'), 'x', { mode: 0o600, overwrite: false });
    expect(await modeOf(join(directory, 'key'))).toBe(0o600);
    await writeFileAtomically(join(directory, 'new'), 'x');
    expect(await modeOf(join(directory, 'new'))).toBe(0o666 & ~process.umask());
  });

  it('replaces nothing with overwrite false', async () => {
    const directory = await createTemporaryDirectory({ file: 'old' });
    const path = join(directory, 'file');
    await expect(writeFileAtomically(path, 'new', { overwrite: false })).rejects.toMatchObject({
      code: 'ERR_WRITE_EXISTS',
      details: { path },
    });
    expect(await readFile(path, 'utf8')).toBe('old');
    await writeFileAtomically(join(directory, 'other'), 'new', { overwrite: false });
    expect(await readFile(join(directory, 'other'), 'utf8')).toBe('new');
    expect(await readdir(directory)).toEqual(['file', 'other']);
  });

  it('lets only one of several writers create a file', async () => {
    const directory = await createTemporaryDirectory();
    const path = join(directory, 'file');
    const writers = ['a', 'b', 'c', 'd'].map((text) => writeFileAtomically(path, text, { overwrite: false }));
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(directory)).toEqual(['file']);
  });

  it.skipIf(windows)('follows a symbolic link unless it is to be replaced', async () => {
    const directory = await createTemporaryDirectory({ 'sub/target': 'old' });
    const path = join(directory, 'link');
    await symlink('sub/target', path);
    await writeFileAtomically(path, 'followed');
    expect(await readlink(path)).toBe('sub/target');
    expect(await readFile(join(directory, 'sub/target'), 'utf8')).toBe('followed');
    await writeFileAtomically(path, 'replaced', { symbolicLink: 'replace' });
    expect((await lstat(path)).isFile()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('replaced');
    expect(await readFile(join(directory, 'sub/target'), 'utf8')).toBe('followed');
    expect(await readdir(join(directory, 'sub'))).toEqual(['target']);
  });

  it.skipIf(windows)('never creates a file through a symbolic link with overwrite false', async () => {
    const directory = await createTemporaryDirectory();
    const path = join(directory, 'link');
    await symlink('elsewhere', path);
    await expect(writeFileAtomically(path, 'x', { overwrite: false })).rejects.toMatchObject({
      code: 'ERR_WRITE_EXISTS',
    });
    expect(await readdir(directory)).toEqual(['link']);
  });

  it.skipIf(windows)('writes to a device instead of replacing it', async () => {
    await writeFileAtomically('/dev/null', 'x');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    await expect(writeFileAtomically('/dev/null', 'x', { overwrite: false })).rejects.toMatchObject({
      code: 'ERR_WRITE_EXISTS',
    });
  });

  it('names the directory that is missing', async () => {
    const directory = await createTemporaryDirectory({ file: '' });
    for (const parent of ['absent', 'file']) {
      const path = join(directory, parent, 'x');
      await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({
        code: 'ERR_WRITE_DIRECTORY',
        details: { path },
      });
    }
  });

  it('leaves all as it was when it fails', async () => {
    const directory = await createTemporaryDirectory();
    await mkdir(join(directory, 'folder'));
    await expect(writeFileAtomically(join(directory, 'folder'), 'x')).rejects.toMatchObject({ code: 'ERR_WRITE' });
    const tooLong = 'x'.repeat(300);
    await expect(writeFileAtomically(join(directory, tooLong), 'x')).rejects.toMatchObject({ code: 'ERR_WRITE' });
    await expect(writeFileAtomically('', 'x')).rejects.toBeInstanceOf(TypeError);
    expect(await readdir(directory)).toEqual(['folder']);
  });
});

describe('placeNewFileByReservation', () => {
  it('moves a file to where nothing is, for file systems without hard links', async () => {
    const directory = await createTemporaryDirectory({ temporary: 'content' });
    await placeNewFileByReservation(join(directory, 'temporary'), join(directory, 'file'));
    expect(await readFile(join(directory, 'file'), 'utf8')).toBe('content');
    expect(await readdir(directory)).toEqual(['file']);
  });

  it('leaves what is there, and nothing where it fails', async () => {
    const directory = await createTemporaryDirectory();
    const path = join(directory, 'file');
    await expect(placeNewFileByReservation(join(directory, 'absent'), path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(directory)).toEqual([]);
    await writeFile(path, 'old');
    await expect(placeNewFileByReservation(join(directory, 'absent'), path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});
