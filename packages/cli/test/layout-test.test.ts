import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto, script } from './in-toto.ts';

const TEST = ['layout', 'test', '-l', '../root.layout', '-k', '../owner.pub', '--link-dir', '../links'];
const LAX = ['ALLOW *'];
const STRICT = ['CREATE *', 'DISALLOW *'];

/** Alice writes one file, and the client looks at it in `client`. */
async function carryOut(inspected: readonly string[]): Promise<string> {
  const cwd = await createWorkshop({ 'client/a.txt': 'hello\n', 'a.txt': 'hello\n' });
  await mkdir(join(cwd, 'links'));
  const steps: readonly (readonly string[])[] = [
    [
      ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'write', '--signers', 'alice.pub'],
      ['--expect-materials', 'DISALLOW *', '--expect-products', ...STRICT],
      ['--inspection', 'look', '--run', `'${process.execPath}' -e ''`],
      ['--expect-materials', ...inspected, '--expect-products', ...inspected],
    ].flat(),
    ['run', '-n', 'write', '-k', 'alice', '-p', 'a.txt', '-d', 'links', '--', ...script('')],
  ];
  for (const args of steps) expect(await inToto(cwd, args)).toMatchObject({ status: 0, stderr: '' });
  return join(cwd, 'client');
}

describe('in-toto layout test', () => {
  it('says that nothing goes unnoticed', async () => {
    const cwd = await carryOut(['MATCH * WITH PRODUCTS FROM write', 'DISALLOW *']);
    expect(await inToto(cwd, TEST)).toEqual({ status: 0, stdout: '5 changes tried, 0 unnoticed\n', stderr: '' });
  });

  it('lists what goes unnoticed', async () => {
    const cwd = await carryOut(LAX);
    expect(await inToto(cwd, TEST)).toEqual({
      status: 1,
      stdout: [
        'unnoticed: alter: "a.txt" is another in the products of "write".',
        'unnoticed: replay: Links of "write" are from an earlier time, when everything was another.',
        'unnoticed: alter: "a.txt" is another in the materials of "look".',
        '5 changes tried, 3 unnoticed',
        '',
      ].join('\n'),
      stderr: '',
    });
    const { status, stdout } = await inToto(cwd, [...TEST, '--kinds', 'replay', 'drop', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, trials: 2, unnoticed: [{ kind: 'replay', item: 'write' }] });
  });

  it('says why a chain does not pass as it is', async () => {
    const cwd = await carryOut(LAX);
    const { status, stdout, stderr } = await inToto(cwd, TEST.with(7, '..'));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'in-toto: the chain does not pass as it is: there is nothing to learn from changing it.\n',
    });
    expect(stdout).toContain('ERR_LINK_NOT_FOUND');
  });

  it.each([
    [['-l', '../root.layout'], 'ERR_USAGE'],
    [['-l', '../root.layout', '-k', '../owner.pub', '--link-dir', 'absent'], 'ERR_FILE_NOT_FOUND'],
    [['-l', 'absent', '-k', '../owner.pub'], 'ERR_FILE_NOT_FOUND'],
  ])('refuses %j', async (args, code) => {
    const cwd = await carryOut(LAX);
    const { status, stderr } = await inToto(cwd, ['layout', 'test', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(code);
  });
});
