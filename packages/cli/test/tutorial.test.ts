import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readGuide } from './guide.ts';
import { createTemporaryDirectory } from './programs.ts';

const PROGRAM = fileURLToPath(new URL('../bin/in-toto.js', import.meta.url));

/** Runs lines of a shell as a reader does, who has `in-toto` installed. Ends at the first that fails. */
function follow(cwd: string, lines: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const prelude = ['set -e', `in-toto() { '${process.execPath}' '${PROGRAM}' "$@"; }`];
  const env = { ...process.env, NODE_OPTIONS: '', npm_config_loglevel: 'silent' };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', [...prelude, ...lines].join('\n')], {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const canFollow = ['bash', 'npm'].every((program) => spawnSync(program, ['--version']).status === 0);

describe.skipIf(!canFollow)('the tutorial', () => {
  it('goes from an empty folder to a verified package in nine commands, and to one that is refused', async () => {
    const [install, ...lines] = await readGuide('tutorial.md');
    expect(install).toBe('npm install --global @intoto/cli');
    const broken = lines.findIndex((line) => line.startsWith('printf '));
    const honest = lines.slice(0, broken);
    const [tamper = '', again = '', verdict = '', ...rest] = lines.slice(broken);
    expect(rest).toEqual([]);
    expect(honest.filter((line) => line.startsWith('in-toto '))).toHaveLength(9);

    const cwd = await createTemporaryDirectory();
    const passed = follow(cwd, honest);
    expect({ status: passed.status, stderr: passed.stderr }).toEqual({ status: 0, stderr: '' });
    expect(passed.stdout).toContain('0 errors, 0 warnings, 0 notes\n');
    expect(passed.stdout.endsWith('\nPASSED\n')).toBe(true);

    const failed = follow(cwd, ['cd hello/client', tamper, again]);
    expect(failed.status).toBe(1);
    expect(failed.stdout.endsWith(`\n${verdict}\n`)).toBe(true);
    expect(failed.stdout).toMatch(/hello-1\.0\.0\.tgz: step pack has the same path with another\s+digest/u);
  });
});
