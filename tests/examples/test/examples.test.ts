import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const PROGRAMS = join(EXAMPLES, 'demo-chain/node_modules/.bin');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-toto-examples-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PATH: [PROGRAMS, process.env['PATH']].join(delimiter), TMPDIR: folder };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

const example = (path: string, ...args: readonly string[]) => run(process.execPath, [join(EXAMPLES, path), ...args]);

describe('the examples', () => {
  it(
    'demo-chain: the honest chain passes, four attacks are caught, nothing is left behind',
    { timeout: 120_000 },
    () => {
      const { status, stdout, stderr } = example('demo-chain/demo.ts');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('The honest chain passed; 4 of 4 attacks were caught.');
      for (const code of ['ERR_RULE_DISALLOW', 'ERR_LINK_THRESHOLD', 'ERR_LINK_NOT_FOUND', 'ERR_LAYOUT_EXPIRED']) {
        expect(stdout).toContain(`FAILED: ${code}`);
      }
      expect(readdirSync(folder)).toEqual([]);
      const wide = stdout.split('\n').filter((line) => line.length > 80 && line.includes(' '));
      expect(wide.filter((line) => !/\S{60,}/u.test(line))).toEqual([]);
    },
  );

  it('demo-chain --keep leaves the folder', { timeout: 120_000 }, () => {
    const { status, stdout } = example('demo-chain/demo.ts', '--keep');
    expect(status).toBe(0);
    const [kept = ''] = readdirSync(folder);
    expect(stdout).toContain(join(folder, kept));
    expect(readdirSync(join(folder, kept, 'honest')).sort()).toEqual(
      [
        'bob',
        'carl',
        'customer',
        'dana',
        'erin',
        'frank',
        'links',
        'owner',
        'owner.pub',
        'project.tgz',
        'root.layout',
        'upstream',
      ].sort(),
    );
  });

  it('demo-chain has layouts without findings, which notice all tampering', { timeout: 120_000 }, () => {
    expect(example('demo-chain/demo.ts', '--keep').status).toBe(0);
    const [kept = ''] = readdirSync(folder);
    const script = `cd '${join(folder, kept, 'honest/customer')}' && rm -rf ./* && cp ../project.tgz . &&
      in-toto layout lint ../root.layout && in-toto layout lint ../links/package.*.link &&
      in-toto layout test -l ../root.layout -k ../owner.pub --link-dir ../links`;
    const { status, stdout, stderr } = run('sh', ['-c', script]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^(0 errors, 0 warnings, 0 notes\n){2}[1-9]\d+ changes tried, 0 unnoticed\n$/u);
  });

  it('signer-template passes the kit for signers', () => {
    const { status, stdout, stderr } = example('signer-template/test/conformance.ts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/(?:^holds: .*\n){10,}\d+ cases hold\n$/mu);
  });

  it('embed-verification deploys what verifies and refuses the rest', () => {
    const made = run('sh', [
      '-c',
      `in-toto key new owner && in-toto key new alice && in-toto layout new root.layout -k owner --step write --signers alice.pub \
        --expect-products 'CREATE a.txt' 'DISALLOW *' && in-toto run -n write -k alice -p a.txt -- sh -c 'echo a > a.txt'`,
    ]);
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    const args = ['root.layout', 'owner.pub', '.', '.'];
    expect(example('embed-verification/deploy.ts', ...args)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^deploying a\.txt: layout by /u) as string,
    });
    const link = readdirSync(folder).find((name) => name.endsWith('.link')) ?? '';
    writeFileSync(join(folder, link), readFileSync(join(folder, link), 'utf8').replace('a.txt', 'b.txt'));
    expect(example('embed-verification/deploy.ts', ...args)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('ERR_LINK_THRESHOLD') as string,
    });
    expect(example('embed-verification/deploy.ts')).toMatchObject({ status: 2 });
    const lines = readFileSync(join(EXAMPLES, 'embed-verification/deploy.ts'), 'utf8').trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
  });

  it('custom-signer signs what verifies', () => {
    expect(example('custom-signer/sign.ts')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^verified: review by [0-9a-f]{64}\n$/u) as string,
    });
  });
});
