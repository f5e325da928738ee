import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { main, VECTORS } from '../src/index.ts';
import { CASES, file, folder, saying, useFolder } from './commands.ts';

useFolder();

/** What the program prints and exits with. */
async function program(...argv: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { status, out, err };
}

describe('in-toto-conformance', () => {
  it('says what failed, and counts', async () => {
    const { status, out } = await program(
      '--case',
      'link-missing',
      '--case',
      'chain-one-step',
      '--jobs',
      '2',
      ...saying(0),
    );
    expect(status).toBe(1);
    expect(out.split('\n').sort()).toEqual([
      '',
      '2 passed, 2 failed, 0 skipped, 0 failed as expected',
      'FAILED link-missing reference: passes, and should fail at links with ERR_LINK_NOT_FOUND',
      'FAILED link-missing strict: passes, and should fail at links with ERR_LINK_NOT_FOUND',
    ]);
  });

  it('exits with 0 where all is as expected', async () => {
    const list = file(
      'expected.txt',
      'threshold-zero strict x\nthreshold-zero-without-keys both x\nthreshold-zero-without-link both x\n',
    );
    const words = ['--case', 'threshold-zero', '--case', 'chain-empty', '--expected-failures', list];
    expect(await program('--timeout', '20', ...words, '--', ...saying(0))).toEqual({
      status: 0,
      out: '3 passed, 0 failed, 0 skipped, 5 failed as expected\n',
      err: '',
    });
    const exact = await program('--case', 'chain-empty', '--profile', 'strict', ...saying(0));
    expect(exact).toEqual({ status: 0, out: '1 passed, 0 failed, 0 skipped, 0 failed as expected\n', err: '' });
  });

  it('finds files of the command from where it is run', async () => {
    const [, script = ''] = saying(0);
    const words = ['sh', relative(process.cwd(), script)];
    const { out } = await program('--case', 'chain-empty', '--profile', 'strict', ...words);
    expect(out).toBe('1 passed, 0 failed, 0 skipped, 0 failed as expected\n');
  });

  it('prints results as JSON', async () => {
    const { status, out } = await program('--json', '--case', 'link-missing', '--profile', 'reference', ...saying(0));
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        case: 'link-missing',
        profile: 'reference',
        result: 'failed',
        reason: 'passes, and should fail at links with ERR_LINK_NOT_FOUND',
      },
    ]);
  });

  it('lists cases, and explains itself', async () => {
    const { out } = await program('--list');
    expect(out.trim().split('\n')).toHaveLength(CASES.length);
    expect(out).toContain('link-missing  There is no link.\n');
    expect((await program('--help')).out).toMatch(/^usage: in-toto-conformance /);
  });

  it.each([
    [[], 'give a command to run'],
    [['--profile', 'lax', 'x'], '--profile lax: give reference or strict'],
    [['--jobs', '0', 'x'], '--jobs 0: give a number above 0'],
    [['--timeout', 'soon', 'x'], '--timeout soon: give a number above 0'],
    [['--case', 'no-such', 'x'], 'no case has such a name'],
    [['--vectors', tmpdir(), 'x'], `${tmpdir()} has no folder "cases"`],
    [['--nonsense', 'x'], `Unknown option '--nonsense'`],
    [['--expected-failures', join(VECTORS, 'nowhere.txt'), 'x'], 'ENOENT'],
  ])('exits with 2 for wrong usage: %j', async (argv, message) => {
    const { status, err, out } = await program(...argv);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
  });

  it('leaves no folders behind', async () => {
    const words = saying(0);
    vi.stubEnv('TMPDIR', folder);
    const before = readdirSync(folder);
    expect((await program('--case', 'chain-empty', ...words)).status).toBe(0);
    expect(readdirSync(folder)).toEqual(before);
    vi.unstubAllEnvs();
  });
});
