import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it, vi } from 'vitest';

import type { ExecuteCommandOptions } from '../src/command-options.ts';
import { executeCommand } from '../src/execute-command.ts';
import { nodeScript } from './node-script.ts';
import { executeInOtherProcess } from './other-process.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const windows = process.platform === 'win32';
const FOREVER = 'setInterval(() => {}, 1000);';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitForFile(path: string): Promise<string> {
  while (!existsSync(path) || (await readFile(path, 'utf8')) === '') await sleep(20);
  return readFile(path, 'utf8');
}

async function waitUntilDead(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(20);
  return !isAlive(pid);
}

const WRITE_PID = "require('node:fs').writeFileSync('pid', String(process.pid));";
const STUBBORN = "process.on('SIGTERM', () => {});";

/** Runs a script in a new directory and aborts once it has written its process id there. */
async function abortWhenReady(
  source: string,
  options: Partial<ExecuteCommandOptions> = {},
): Promise<{ readonly cwd: string; readonly pid: number }> {
  const cwd = await createTemporaryDirectory();
  const controller = new AbortController();
  const { signal } = controller;
  const running = executeCommand({ command: nodeScript(source), cwd, streams: 'discard', signal, ...options });
  const expectation = expect(running).rejects.toThrow(new Error('enough'));
  const pid = Number(await waitForFile(join(cwd, 'pid')));
  controller.abort(new Error('enough'));
  await expectation;
  return { cwd, pid };
}

describe('a timeout', () => {
  it.each(['discard', 'record'] as const)('ends the command with streams %s', async (streams) => {
    const cwd = await createTemporaryDirectory();
    const command = nodeScript(WRITE_PID + FOREVER);
    await expect(executeCommand({ command, cwd, streams, timeoutMs: 2000 })).rejects.toMatchObject({
      code: 'ERR_COMMAND_TIMEOUT',
      details: { timeoutMs: 2000, command },
    });
    expect(isAlive(Number(await readFile(join(cwd, 'pid'), 'utf8')))).toBe(false);
  });

  it('of zero ends even the shortest command', async () => {
    const running = executeCommand({ command: nodeScript(''), streams: 'discard', timeoutMs: 0 });
    await expect(running).rejects.toMatchObject({ code: 'ERR_COMMAND_TIMEOUT' });
  });

  it('longer than timers can be is none', async () => {
    const running = executeCommand({ command: nodeScript(''), streams: 'discard', timeoutMs: 1e12 });
    await expect(running).resolves.toMatchObject({ exitStatus: 0 });
  });

  it('does not count the time that descendants keep a pipe busy', async () => {
    const busy =
      'setInterval(() => process.stdout.write("x"), 50); process.stdout.on("error", () => process.exit()); setTimeout(() => process.exit(), 20000)';
    const source = `require('node:child_process')
      .spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], { stdio: 'inherit', detached: true }).unref();
      process.exitCode = 4;`;
    const running = executeCommand({
      command: nodeScript(source),
      streams: 'record',
      onOutput: () => {},
      timeoutMs: 2000,
    });
    await expect(running).resolves.toMatchObject({ exitStatus: 4 });
  });
});

describe('an abort signal', () => {
  it('ends the command and gives its reason', async () => {
    const { pid } = await abortWhenReady(WRITE_PID + FOREVER);
    expect(isAlive(pid)).toBe(false);
  });

  it.skipIf(windows)('lets the command tidy up first', async () => {
    const { cwd } = await abortWhenReady(
      `process.on('SIGTERM', () => { require('node:fs').writeFileSync('tidy', 'yes'); process.exit(); });
       ${WRITE_PID} ${FOREVER}`,
    );
    expect(await readFile(join(cwd, 'tidy'), 'utf8')).toBe('yes');
  });

  it.skipIf(windows)('kills a command that does not go by itself', async () => {
    const { pid } = await abortWhenReady(STUBBORN + WRITE_PID + FOREVER, { graceMs: 100 });
    expect(isAlive(pid)).toBe(false);
  });

  it.skipIf(windows)('ends the descendants with the command, stubborn ones too', async () => {
    const descendant = JSON.stringify(STUBBORN + WRITE_PID + FOREVER);
    const source = `require('node:child_process').spawn(process.execPath, ['-e', ${descendant}], { stdio: 'inherit' }); ${FOREVER}`;
    const { pid } = await abortWhenReady(source, { streams: 'record', graceMs: 200, ownProcessGroup: true });
    expect(await waitUntilDead(pid)).toBe(true);
  });

  it('that is aborted already lets no command start', async () => {
    const directory = await createTemporaryDirectory();
    const command = nodeScript('require("node:fs").writeFileSync("file", "")');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(executeCommand({ command, cwd: directory, signal })).rejects.toThrow(new Error('enough'));
    expect(existsSync(join(directory, 'file'))).toBe(false);
  });
});

describe.skipIf(windows)('a signal to this process', () => {
  it.each([
    ['SIGINT', -2],
    ['SIGTERM', -15],
    ['SIGHUP', -1],
  ] as const)('goes to the command: %s', async (signal, exitStatus) => {
    const command = nodeScript(`console.log('ready'); ${FOREVER}`);
    for (const streams of ['inherit', 'record'] as const) {
      const other = executeInOtherProcess({ command, streams, ownProcessGroup: true });
      await other.printed('ready');
      other.child.kill(signal);
      expect((await other.result).result).toMatchObject({ exitStatus, interruption: signal });
    }
  });

  it('counts as well when the command that it broke off ends at once', async () => {
    const command = ['sh', '-c', 'kill -INT $PPID; exit 2'];
    const { result } = await executeInOtherProcess({ command, ownProcessGroup: true }).result;
    expect(result).toMatchObject({ exitStatus: 2, interruption: 'SIGINT' });
  });

  it('is the command’s to deal with', async () => {
    const command = nodeScript(`process.on('SIGTERM', () => process.exit(0)); console.log('ready'); ${FOREVER}`);
    const other = executeInOtherProcess({ command });
    await other.printed('ready');
    other.child.kill('SIGTERM');
    expect((await other.result).result).toMatchObject({ exitStatus: 0, interruption: 'SIGTERM' });
  });

  it('stays with this process where it is not to be passed on', async () => {
    const command = nodeScript("console.log('ready'); setTimeout(() => {}, 1000)");
    const other = executeInOtherProcess({ command, forwardSignals: false });
    const expectation = expect(other.result).rejects.toThrow('ended without a result');
    await other.printed('ready');
    other.child.kill('SIGTERM');
    await expectation;
    expect(other.child.signalCode).toBe('SIGTERM');
  });

  it('is received once for all commands and left alone afterwards', async () => {
    const before = process.listenerCount('SIGTERM');
    const controller = new AbortController();
    const options = { command: nodeScript(FOREVER), streams: 'discard', signal: controller.signal } as const;
    const running = Promise.allSettled(Array.from({ length: 3 }, () => executeCommand(options)));
    await vi.waitFor(() => expect(process.listenerCount('SIGTERM')).toBeGreaterThan(before), 10_000);
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    controller.abort();
    await running;
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
