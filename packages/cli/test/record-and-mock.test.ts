import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto, readLink, script } from './in-toto.ts';

const LINK = `edit.${ALICE}.link`;
const START = ['record', 'start', '-n', 'edit', '-k', 'alice'];
const STOP = ['record', 'stop', '-n', 'edit', '-k', 'alice'];

describe('in-toto record', () => {
  it.each([
    ['a Metablock', [], 'metablock'],
    ['an envelope', ['--use-dsse'], 'dsse'],
  ])('links what was there before to what is there after, in %s', async (_name, flags, container) => {
    const cwd = await createWorkshop({ 'src/a': 'a' });
    expect(await inToto(cwd, [...START, '-m', 'src', ...flags])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await readdir(cwd)).toContain(`.${LINK}-unfinished`);
    expect(await inToto(cwd, [...STOP, '-p', 'src', 'owner'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await readdir(cwd)).not.toContain(`.${LINK}-unfinished`);
    const { metadata, link } = await readLink(join(cwd, LINK));
    expect(metadata.container).toBe(container);
    expect([[...link.materials.keys()], [...link.products.keys()]]).toEqual([['src/a'], ['owner', 'src/a']]);
  });

  it('warns of paths that are not there', async () => {
    const cwd = await createWorkshop();
    const start = await inToto(cwd, [...START, '-m', 'scr']);
    expect(start.stderr).toBe('in-toto: warning: --materials scr does not exist, so nothing is recorded for it.\n');
    const stop = await inToto(cwd, [...STOP, '-p', 'dist']);
    expect(stop.stderr).toBe('in-toto: warning: --products dist does not exist, so nothing is recorded for it.\n');
  });

  it('keeps the unfinished link where the finished one cannot be written', async () => {
    const cwd = await createWorkshop();
    await inToto(cwd, START);
    const before = await readdir(cwd);
    const { status, stderr } = await inToto(cwd, [...STOP, '-d', 'absent']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^in-toto: .*\[ERR_WRITE_DIRECTORY\]\n$/);
    expect(await readdir(cwd)).toEqual(before);
  });

  it.each([
    ['what was never started', STOP, 'ERR_UNFINISHED_LINK_NOT_FOUND'],
    ['to start with a public key', [...START, '-k', 'alice.pub'], 'ERR_KEY_PUBLIC'],
    ['to start under a name that is a path', [...START, '-n', 'a/b'], 'ERR_LINK_FILE_NAME'],
    ['prefixes that overlap', [...START, '-m', 'owner', '--lstrip-paths', 'a', 'ab'], 'ERR_ARTIFACT_PREFIX'],
  ])('refuses %s', async (_what, args, code) => {
    const cwd = await createWorkshop();
    const before = await readdir(cwd);
    const { status, stderr } = await inToto(cwd, args);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual(before);
  });
});

describe('in-toto mock', () => {
  it('records everything in an unsigned link, which can be signed later', async () => {
    const cwd = await createWorkshop({ 'src/a': 'a' });
    const { status, stdout } = await inToto(cwd, ['mock', '-n', 'build', '--', ...script('console.log("said")')]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'said\n' });
    const { metadata, link } = await readLink(join(cwd, 'build.link'));
    expect(metadata.signatures).toEqual([]);
    expect([...link.materials.keys()]).toContain('src/a');
    expect(link.byproducts['stdout']).toBe('said\n');
    expect((await inToto(cwd, ['sign', '-f', 'build.link', '-k', 'alice'])).status).toBe(0);
    expect((await readLink(join(cwd, `build.${ALICE}.link`))).metadata.signatures).toHaveLength(1);
  });

  it('writes an envelope where it is told to', async () => {
    const cwd = await createWorkshop();
    expect((await inToto(cwd, ['mock', '-n', 'build', '--use-dsse', '--', ...script('')])).status).toBe(0);
    expect((await readLink(join(cwd, 'build.link'))).metadata.container).toBe('dsse');
  });

  it('exits with 1 for a command that fails, and writes the link', async () => {
    const cwd = await createWorkshop();
    const { status, stderr } = await inToto(cwd, ['mock', '-n', 'build', '--', ...script('process.exitCode = 2')]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'in-toto: the command failed with status 2; build.link records that.\n',
    });
  });

  it.each([
    [1, ['-n', 'm', '--timeout', '1', '--', ...script('setTimeout(() => {}, 60_000)')], 'ERR_COMMAND_TIMEOUT'],
    [1, ['-n', 'm', '--', 'no-such-command'], 'ERR_COMMAND_NOT_FOUND'],
    [2, ['-n', 'm', '--timeout', '-5', '--', 'x'], 'ERR_USAGE'],
    [2, ['-n', 'm'], 'ERR_USAGE'],
    [2, ['-n', 'a/m', '--', 'x'], 'ERR_LINK_FILE_NAME'],
  ])('exits with %i and writes nothing: %j', async (expected, args, code) => {
    const cwd = await createWorkshop();
    const before = await readdir(cwd);
    const { status, stderr } = await inToto(cwd, ['mock', ...args]);
    expect(status).toBe(expected);
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual(before);
  });
});
