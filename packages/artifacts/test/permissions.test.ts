import { chmodSync } from 'node:fs';

import { describe, expect, it, onTestFinished } from 'vitest';

import { createTree, dir, record } from './tree.ts';

const NOBODY = 65_534;

/** Makes permissions count: the super-user has them all. */
function actAsNobody(): void {
  if (process.getuid?.() !== 0) return;
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  onTestFinished(() => {
    process.seteuid?.(0);
    process.setegid?.(0);
  });
}

function createForbidden(): string {
  const cwd = createTree({ open: dir({ f: '' }), unlisted: dir({ f: '' }), unentered: dir({ f: '', d: dir({}) }) });
  chmodSync(cwd, 0o755);
  chmodSync(`${cwd}/unlisted`, 0);
  chmodSync(`${cwd}/unentered`, 0o744);
  onTestFinished(() => {
    chmodSync(`${cwd}/unlisted`, 0o755);
    chmodSync(`${cwd}/unentered`, 0o755);
  });
  actAsNobody();
  return cwd;
}

// As measured with in-toto 3.1.0.
describe.runIf(process.platform === 'linux' && process.seteuid !== undefined)('without permission', () => {
  it('directories are passed over', async () => {
    const cwd = createForbidden();
    expect(Object.keys(await record(['.', 'unlisted', 'unlisted/f', 'unentered/f'], { cwd }))).toEqual(['open/f']);
  });

  it('a base path or "dir:" artifact is an error', async () => {
    const cwd = createForbidden();
    const error = { code: 'ERR_ARTIFACT_BASE_PATH', cause: { code: 'EACCES' } };
    await expect(record(['.'], { cwd, basePath: 'unlisted' })).rejects.toMatchObject(error);
    await expect(record(['.'], { cwd, basePath: 'unentered' })).rejects.toMatchObject(error);
    await expect(record(['dir:unlisted'], { cwd })).rejects.toMatchObject(error);
  });

  it.each(['.', 'd', 'd/secret', 'dir:d'])('a file is an error: %s', async (artifact) => {
    const cwd = createTree({ d: dir({ secret: '' }) });
    chmodSync(cwd, 0o755);
    chmodSync(`${cwd}/d/secret`, 0);
    actAsNobody();
    await expect(record([artifact], { cwd })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_UNREADABLE',
      cause: { code: 'EACCES' },
    });
    expect(await record(['.'], { cwd, excludePatterns: ['secret'] })).toEqual({});
  });
});
