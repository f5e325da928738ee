import { execFileSync } from 'node:child_process';
import { open, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { blockingCalls, patientCalls } from '../src/file-calls.ts';
import { readBytes as readFile } from '../src/read-file.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const onUnix = it.skipIf(process.platform === 'win32');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function createFile(content: string): Promise<string> {
  return join(await createTemporaryDirectory({ file: content }), 'file');
}

describe.each([
  { how: 'without blocking', calls: patientCalls },
  { how: 'blocking', calls: blockingCalls },
])('readBytes $how', ({ calls }) => {
  const readBytes = (path: string, maxBytes?: number): Promise<Uint8Array> => readFile(path, maxBytes, calls);

  it('reads a whole file, an empty one too', async () => {
    expect(text(await readBytes(await createFile('some content')))).toBe('some content');
    expect(await readBytes(await createFile(''))).toHaveLength(0);
  });

  it('reads a file that is exactly as long as allowed, and one byte more of a longer one', async () => {
    const path = await createFile('12345');
    expect(text(await readBytes(path, 5))).toBe('12345');
    expect(text(await readBytes(path, 4))).toBe('12345');
    expect(text(await readBytes(path, 3))).toBe('1234');
    expect(text(await readBytes(path, 0))).toBe('1');
  });

  it('does not read the rest of a huge file', async () => {
    const path = await createFile('');
    const file = await open(path, 'r+');
    await file.truncate(1024 ** 4);
    await file.close();
    expect(await readBytes(path, 100_000)).toHaveLength(100_001);
  });

  it.skipIf(process.platform !== 'linux')('reads a file whose size the system does not tell', async () => {
    expect(text(await readBytes('/proc/self/status'))).toContain('Pid:');
    expect(await readBytes('/proc/self/status', 10)).toHaveLength(11);
  });

  it('refuses a directory', async () => {
    const directory = await createTemporaryDirectory();
    await expect(readBytes(directory)).rejects.toMatchObject({
      name: 'FileError',
      code: 'ERR_FILE_NOT_REGULAR',
      message: `${directory} is a directory; a file is expected.`,
      details: { path: directory },
    });
  });

  onUnix('refuses a pipe at once and a device', async () => {
    const pipe = join(await createTemporaryDirectory(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readBytes(pipe)).rejects.toMatchObject({ code: 'ERR_FILE_NOT_REGULAR' });
    await expect(readBytes('/dev/null')).rejects.toMatchObject({ code: 'ERR_FILE_NOT_REGULAR' });
  });

  it('refuses a file that is not there', async () => {
    const path = await createFile('');
    await expect(readBytes(`${path}x`)).rejects.toMatchObject({
      code: 'ERR_FILE_NOT_FOUND',
      details: { reason: 'ENOENT' },
    });
    await expect(readBytes(join(path, 'x'))).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
  });

  onUnix('says in the words of the system why a file cannot be read', async () => {
    const directory = await createTemporaryDirectory();
    await symlink('loop', join(directory, 'loop'));
    await expect(readBytes(join(directory, 'loop'))).rejects.toMatchObject({
      code: 'ERR_FILE_UNREADABLE',
      details: { reason: 'ELOOP' },
    });
  });
});
