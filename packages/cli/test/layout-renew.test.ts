import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto, readLayout } from './in-toto.ts';

const NEW = [
  'layout',
  'new',
  'root.layout',
  '--expires',
  '2030-01-01T00:00:00Z',
  '-k',
  'owner',
  '--step',
  'write',
  '--signers',
  'alice.pub',
];

async function withLayout(...more: readonly string[]): Promise<string> {
  const cwd = await createWorkshop();
  expect(await inToto(cwd, [...NEW, ...more])).toMatchObject({ status: 0, stderr: '' });
  return cwd;
}

const isSignedBy = async (cwd: string, key: string) =>
  (await inToto(cwd, ['sign', '-f', 'root.layout', '--verify', '-k', key])).status === 0;

describe('in-toto layout renew', () => {
  it.each([[[]], [['--use-dsse']]])('changes the expiry, nothing else, and signs: %j', async (container) => {
    const cwd = await withLayout(...container);
    const before = await readLayout(join(cwd, 'root.layout'));
    const args = ['layout', 'renew', 'root.layout', '--expires', '2031-02-03T04:05:06Z', '-k', 'owner'];
    expect(await inToto(cwd, args)).toEqual({ status: 0, stdout: '', stderr: '' });
    const after = await readLayout(join(cwd, 'root.layout'));
    expect(after.layout).toEqual({ ...before.layout, expires: '2031-02-03T04:05:06Z' });
    expect(after.metadata.container).toBe(before.metadata.container);
    expect(await isSignedBy(cwd, 'owner.pub')).toBe(true);
  });

  it('says that the owner has to sign again', async () => {
    const cwd = await withLayout();
    const { status, stderr } = await inToto(cwd, [
      'layout',
      'renew',
      'root.layout',
      '--expires',
      '1y',
      '-o',
      'new.layout',
    ]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^in-toto: root\.layout is no longer signed by [0-9a-f]{8}: in-toto sign --append adds signatures\.\n$/,
    );
    expect((await readLayout(join(cwd, 'new.layout'))).metadata.signatures).toEqual([]);
    expect(await isSignedBy(cwd, 'owner.pub')).toBe(true);
  });

  it('refuses the past', async () => {
    const cwd = await withLayout();
    const { status, stderr } = await inToto(cwd, ['layout', 'renew', 'root.layout', '--expires', '0d', '-k', 'owner']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'in-toto: --expires 0d is not in the future. [ERR_USAGE]\n',
    });
  });
});

describe('in-toto layout resign', () => {
  it('replaces the signatures and says whose are gone', async () => {
    const cwd = await withLayout();
    const { status, stderr } = await inToto(cwd, ['layout', 'resign', 'root.layout', '-k', 'alice', 'bob']);
    expect(status).toBe(0);
    expect(stderr).toContain('is no longer signed by');
    expect([
      await isSignedBy(cwd, 'alice.pub'),
      await isSignedBy(cwd, 'bob.pub'),
      await isSignedBy(cwd, 'owner.pub'),
    ]).toEqual([true, true, false]);
  });

  it.each([[['root.layout']], [['absent', '-k', 'owner']], [['root.layout', '-k', 'absent']]])(
    'refuses %j',
    async (args) => {
      const cwd = await withLayout();
      expect((await inToto(cwd, ['layout', 'resign', ...args])).status).toBe(2);
      expect(await isSignedBy(cwd, 'owner.pub')).toBe(true);
    },
  );
});

describe('in-toto layout diff', () => {
  it('says what is different', async () => {
    const cwd = await withLayout();
    await inToto(cwd, [
      'layout',
      'renew',
      'root.layout',
      '--expires',
      '2031-01-01T00:00:00Z',
      '-k',
      'owner',
      '-o',
      'new.layout',
    ]);
    expect(await inToto(cwd, ['layout', 'diff', 'root.layout', 'new.layout'])).toEqual({
      status: 1,
      stdout: '~ expires 2030-01-01T00:00:00Z -> 2031-01-01T00:00:00Z (laxer)\n',
      stderr: '',
    });
    expect(await inToto(cwd, ['layout', 'diff', 'root.layout', 'root.layout'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    const { stdout } = await inToto(cwd, ['layout', 'diff', 'root.layout', 'new.layout', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ changes: [{ path: '/expires', effect: 'laxer' }] });
    expect((await inToto(cwd, ['layout', 'diff', 'root.layout', 'absent'])).status).toBe(2);
  });
});
