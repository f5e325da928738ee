import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { CaseResult } from '../src/index.ts';
import { command, folder, judge, run, saying, useFolder } from './commands.ts';

useFolder();

/** Results as `case profile: result`. */
function list(results: readonly CaseResult[]): readonly string[] {
  return results.map(({ case: name, profile, result }) => `${name} ${profile}: ${result}`);
}

describe('a command', () => {
  it('that always passes fails the cases that should fail', async () => {
    expect(list(await run(saying(0)))).toEqual([
      'chain-one-step reference: passed',
      'chain-one-step strict: passed',
      'link-missing reference: failed',
      'link-missing strict: failed',
      'parameter-empty-map reference: failed',
      'parameter-empty-map strict: failed',
      'threshold-zero reference: passed',
      'threshold-zero strict: failed',
    ]);
  });

  it('that always fails fails the others', async () => {
    const results = await run(saying(1), { jobs: 4 });
    expect(list(results).filter((line) => line.endsWith('failed'))).toEqual([
      'chain-one-step reference: failed',
      'chain-one-step strict: failed',
      'threshold-zero reference: failed',
    ]);
    expect(results[0]?.reason).toBe('fails, and should pass');
  });

  it('gets the arguments of the protocol, and runs in the folder of the product', async () => {
    const words = command(`import { existsSync, readdirSync } from 'node:fs';
       import { basename } from 'node:path';
       const [verb, ...args] = process.argv.slice(2);
       const shown = args.map((word) => (existsSync(word) ? basename(word) : word));
       const links = readdirSync(args[args.indexOf('--link-dir') + 1]);
       console.error([verb, ...shown, basename(process.cwd()), readdirSync('.'), links].join(' '));
       process.exitCode = 2;`);
    const result = await judge('parameter-in-run', words);
    expect(result?.reason).toBe(
      'exited with 2, which is no verdict: verify --layout root.layout --keys owner.pub --link-dir links ' +
        '--now 2026-06-01T12:00:00Z --profile reference --parameters status=3 product',
    );
    const denied = await judge('inspection-refused', words);
    expect(denied?.reason).toContain('--profile reference --inspections none product');
    const empty = await judge('parameter-empty-map', words);
    expect(empty?.reason).toContain('--profile reference --parameters product');
    const keyless = await judge('layout-no-keys', words);
    expect(keyless?.reason).toContain('--layout root.layout --keys --link-dir');
  });

  it('finds files under names that a repository cannot have', async () => {
    const words = command(`import { readdirSync } from 'node:fs';
       console.error(JSON.stringify(readdirSync(process.argv[process.argv.indexOf('--link-dir') + 1])));
       process.exitCode = 77;`);
    const result = await judge('name-step-newline', words);
    expect(result).toMatchObject({
      result: 'skipped',
      reason: expect.stringMatching(/^\["a\\nb\.[0-9a-f]{8}\.link"\]$/) as string,
    });
  });

  it('that takes too long is ended, with everything that it started', async () => {
    const marker = join(folder, 'still-alive');
    const words = command(`import { spawn } from 'node:child_process';
       spawn(process.execPath, ['-e', 'setTimeout(() => require("node:fs").writeFileSync(${JSON.stringify(marker)}, ""), 3000)'], { stdio: 'inherit' });
       setInterval(() => {}, 1000);`);
    const result = await judge('chain-one-step', words, { timeoutMs: 1500 });
    expect(result).toMatchObject({ result: 'failed', reason: 'timed out' });
    await new Promise((resolve) => {
      setTimeout(resolve, 3000);
    });
    expect(readdirSync(folder)).not.toContain('still-alive');
  });

  it('that leaves something behind which holds its output is not waited for', async () => {
    const words = command(`import { spawn } from 'node:child_process';
       spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }).unref();
       process.exit(0);`);
    const result = await judge('chain-one-step', words, { timeoutMs: 20_000 });
    expect(result).toMatchObject({ result: 'passed' });
  });

  it('that cannot be started, crashes or has no verdict fails', async () => {
    const missing = await judge('link-missing', [join(folder, 'there is no such program')]);
    expect(missing?.reason).toMatch(/^could not be started: .*ENOENT/);
    const crash = await judge(
      'link-missing',
      command(`process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);`),
    );
    expect(crash?.reason).toMatch(/^was ended by SIG/);
    const thrown = await judge('link-missing', saying(3, '', 'first\nlast \u001B[31mline\n'));
    expect(thrown?.reason).toBe('exited with 3, which is no verdict: last \uFFFD[31mline');
  });

  it('that prints garbage is judged by its exit status', async () => {
    expect(await judge('link-missing', saying(1, '\u0000\u001B[2J garbage {"codes": []}'))).toMatchObject({
      result: 'passed',
    });
    expect(await judge('link-missing', saying(1, '['))).toMatchObject({ result: 'passed' });
    expect(await judge('chain-one-step', saying(0, 'x'.repeat(3_000_000)))).toMatchObject({ result: 'passed' });
  });

  it('that prints half a report fails', async () => {
    const half = await judge('link-missing', saying(1, '{"codes": ["ERR_'));
    expect(half?.reason).toBe('standard output begins like a JSON object and is none');
    const wrong = await judge('link-missing', saying(1, '{"codes": "ERR_LINK_NOT_FOUND"}'));
    expect(wrong?.reason).toBe('"codes" in the report is no list of texts');
    const stage = await judge('link-missing', saying(1, '{"stage": 6}'));
    expect(stage?.reason).toBe('"stage" in the report is not text');
  });

  it('may be carried out by somebody else', async () => {
    const asked: string[] = [];
    const result = await judge('link-missing', ['verifier', 'first'], {
      execute: async ({ words, timeoutMs }) => {
        asked.push(`${words.slice(0, 3).join(' ')} ${timeoutMs}`);
        return { type: 'exited', status: 0, stdout: '', stderr: '' };
      },
    });
    expect(asked).toEqual(['verifier first verify 60000']);
    expect(result?.reason).toBe('passes, and should fail at links with ERR_LINK_NOT_FOUND');
  });

  it('is skipped when it says so', async () => {
    const result = await judge('link-missing', saying(77, '', 'not mine\n'));
    expect(result).toMatchObject({ result: 'skipped', reason: 'not mine' });
    expect(await judge('link-missing', saying(77))).toMatchObject({ reason: 'no reason given' });
  });

  it('is not asked for what it cannot do', async () => {
    const result = await judge('openpgp-rsa', saying(3), { without: ['openpgp', 'key-map'] });
    expect(result).toMatchObject({ result: 'skipped', reason: 'requires openpgp' });
  });
});
