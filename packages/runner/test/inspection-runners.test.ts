import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { createJsonObject } from '@intoto/encoding';
import { createLink } from '@intoto/models';
import type { InspectionRequest, InspectionRunner } from '@intoto/verifier';
import { describe, expect, it, vi } from 'vitest';

import { createAllowListInspectionRunner } from '../src/allow-list-inspection-runner.ts';
import { denyInspections } from '../src/deny-inspections.ts';
import { createExecInspectionRunner } from '../src/exec-inspection-runner.ts';
import { createRecordedInspectionRunner } from '../src/recorded-inspection-runner.ts';
import { nodeScript } from './node-script.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const windows = process.platform === 'win32';

function request(run: readonly string[], more: Partial<InspectionRequest> = {}): InspectionRequest {
  return { name: 'check', run, path: [], ...more };
}

describe('createExecInspectionRunner', () => {
  it('records the directory before and after the command, and hands back its status and output', async () => {
    const cwd = await createTemporaryDirectory({ file: '', 'old.link': '', 'x.pyc': '' });
    const run = nodeScript(
      'require("node:fs").writeFileSync("made", ""); console.log("out"); console.error("err"); process.exitCode = 1',
    );
    const result = await createExecInspectionRunner({ cwd }).inspect(request(run));
    expect([...result.materials.keys()]).toEqual(['file']);
    expect([...result.products.keys()].sort()).toEqual(['file', 'made']);
    expect(result.exitStatus).toBe(1);
    expect(result.output?.split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(await readdir(cwd)).toEqual(['file', 'made', 'old.link', 'x.pyc']);
  });

  it.skipIf(windows)('follows symbolic links to directories', async () => {
    const cwd = await createTemporaryDirectory({ 'a/file': '' });
    await symlink('a', join(cwd, 'b'));
    const { materials } = await createExecInspectionRunner({ cwd }).inspect(request(nodeScript('')));
    expect([...materials.keys()].sort()).toEqual(['a/file', 'b/file']);
  });

  it('runs nothing and tells no status where the inspection has no command', async () => {
    const cwd = await createTemporaryDirectory({ file: '' });
    const result = await createExecInspectionRunner({ cwd, persist: true }).inspect(request([]));
    expect(result.exitStatus).toBeUndefined();
    expect([...result.products.keys()]).toEqual(['file']);
    expect(await readdir(cwd)).toEqual(['file']);
  });

  it.skipIf(windows)('tells the negative number of the signal that killed the command', async () => {
    const cwd = await createTemporaryDirectory();
    const run = nodeScript('process.kill(process.pid, "SIGKILL")');
    expect((await createExecInspectionRunner({ cwd }).inspect(request(run))).exitStatus).toBe(-9);
  });

  it('keeps the end of long output', async () => {
    const cwd = await createTemporaryDirectory();
    const run = nodeScript('process.stdout.write("x".repeat(100000) + "the end")');
    const { output } = await createExecInspectionRunner({ cwd, maxOutputBytes: 9 }).inspect(request(run));
    expect(output).toBe('[99998 bytes before this left out]\nxxthe end');
  });

  it('runs the command with the given environment, without input, without a shell', async () => {
    const cwd = await createTemporaryDirectory();
    const run = nodeScript(
      'process.stdin.on("end", () => console.log(process.env.INTOTO, process.argv[1])).resume()',
      '$INTOTO',
    );
    const runner = createExecInspectionRunner({ cwd, env: { ...process.env, INTOTO: 'yes' } });
    expect((await runner.inspect(request(run))).output).toBe('yes $INTOTO\n');
  });

  it.each([
    ['ERR_COMMAND_NOT_FOUND', ['intoto-no-such-program'], {}],
    ['ERR_COMMAND_WORD', ['a\0b'], {}],
    ['ERR_COMMAND_TIMEOUT', nodeScript('setInterval(() => {}, 1000)'), { timeoutMs: 500 }],
  ] as const)('rejects with %s', async (code, run, options) => {
    const cwd = await createTemporaryDirectory();
    const runner = createExecInspectionRunner({ cwd, persist: true, ...options });
    await expect(runner.inspect(request(run))).rejects.toMatchObject({ code });
    expect(await readdir(cwd)).toEqual([]);
  });

  it.skipIf(windows)('is broken off by the request’s signal, with the descendants of its command', async () => {
    const cwd = await createTemporaryDirectory();
    const descendant = 'require("node:fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000)';
    const run = nodeScript(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(descendant)}]); setInterval(() => {}, 1000)`,
    );
    const controller = new AbortController();
    const inspection = createExecInspectionRunner({ cwd }).inspect(request(run, { signal: controller.signal }));
    const expectation = expect(inspection).rejects.toMatchObject({ name: 'AbortError' });
    const pid = await vi.waitFor(async () => {
      const text = await readFile(join(cwd, 'pid'), 'utf8');
      expect(text).not.toBe('');
      return Number(text);
    }, 10_000);
    controller.abort();
    await expectation;
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('leaves a link only where asked to and only after success', async () => {
    const cwd = await createTemporaryDirectory();
    const persisting = createExecInspectionRunner({ cwd, persist: true });
    await persisting.inspect(request(nodeScript('process.exit(1)')));
    await createExecInspectionRunner({ cwd }).inspect(request(nodeScript('')));
    expect(await readdir(cwd)).toEqual([]);
    await persisting.inspect(request(nodeScript('')));
    expect(await readdir(cwd)).toEqual(['check.link']);
  });

  it('replaces a symbolic link in the place of its link, instead of writing through it', async () => {
    const cwd = await createTemporaryDirectory({ precious: 'keep' });
    if (!windows) await symlink('precious', join(cwd, 'check.link'));
    await createExecInspectionRunner({ cwd, persist: true }).inspect(request(nodeScript('')));
    expect(await readFile(join(cwd, 'precious'), 'utf8')).toBe('keep');
    expect(await readFile(join(cwd, 'check.link'), 'utf8')).toContain('"name": "check"');
  });

  it('leaves no link outside the directory: it does not even run the command', async () => {
    const cwd = await createTemporaryDirectory();
    const run = nodeScript('require("node:fs").writeFileSync("ran", "")');
    const name = '../check';
    const inspection = createExecInspectionRunner({ cwd, persist: true }).inspect(request(run, { name }));
    await expect(inspection).rejects.toMatchObject({ code: 'ERR_LINK_FILE_NAME' });
    expect(await readdir(cwd)).toEqual([]);
    expect((await createExecInspectionRunner({ cwd }).inspect(request(run, { name }))).exitStatus).toBe(0);
  });
});

describe('createAllowListInspectionRunner', () => {
  const inner: InspectionRunner = {
    inspect: async () => ({ materials: new Map(), products: new Map(), exitStatus: 42 }),
  };
  const runner = createAllowListInspectionRunner(inner, [['tar', 'xf', 'a b'], []]);

  it('passes on what is listed word for word', async () => {
    expect((await runner.inspect(request(['tar', 'xf', 'a b']))).exitStatus).toBe(42);
    expect((await runner.inspect(request([]))).exitStatus).toBe(42);
  });

  it.each([[['tar', 'xf', 'a', 'b']], [['tar', 'xf']], [['tar', 'xf', 'a b', 'c']], [['tar xf a b']], [['']]])(
    'refuses %j',
    async (run) => {
      await expect(runner.inspect(request(run))).rejects.toMatchObject({
        code: 'ERR_INSPECTION_NOT_ALLOWED',
        details: { name: 'check', run },
      });
    },
  );
});

describe('createRecordedInspectionRunner', () => {
  const products = new Map([['file', { sha256: 'ab' }]]);
  const byproducts = createJsonObject([['return-value', 3]]);
  const link = createLink({ name: 'check', command: ['a', 'b'], products, byproducts });
  const runner = createRecordedInspectionRunner([
    { link },
    { link: createLink({ name: 'check', command: ['c'] }), path: ['build'] },
  ]);

  it('answers with what was recorded', async () => {
    const result = await runner.inspect(request(['a', 'b']));
    expect(result).toEqual({ materials: new Map(), products, exitStatus: 3 });
  });

  it('tells inspections of different layouts apart', async () => {
    const result = await runner.inspect(request(['c'], { path: ['build'] }));
    expect(result.exitStatus).toBeUndefined();
    await expect(runner.inspect(request(['c'], { path: ['other'] }))).rejects.toMatchObject({
      code: 'ERR_INSPECTION_NOT_RECORDED',
    });
    await expect(runner.inspect(request(['c'], { name: 'other' }))).rejects.toMatchObject({
      code: 'ERR_INSPECTION_NOT_RECORDED',
    });
  });

  it.each([[['a']], [['a', 'b', 'c']], [['a', 'x']], [[]]])('refuses another command: %j', async (run) => {
    await expect(runner.inspect(request(run))).rejects.toMatchObject({ code: 'ERR_INSPECTION_RECORD_DIFFERS' });
  });

  it('takes a link without a name for a mistake of the caller', () => {
    expect(() => createRecordedInspectionRunner([{ link: createLink({ name: null }) }])).toThrow(TypeError);
  });
});

describe('denyInspections', () => {
  it('refuses every inspection', async () => {
    await expect(denyInspections.inspect(request(['true']))).rejects.toMatchObject({
      code: 'ERR_INSPECTION_DENIED',
      details: { name: 'check', run: ['true'] },
    });
  });
});
