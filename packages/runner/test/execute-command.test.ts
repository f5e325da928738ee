import { chmod, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { executeCommand } from '../src/execute-command.ts';
import { nodeScript } from './node-script.ts';
import { executeInOtherProcess } from './other-process.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const windows = process.platform === 'win32';
const silent = { streams: 'record', onOutput: () => {} } as const;

describe('executeCommand', () => {
  it('reports the exit status of a command that fails', async () => {
    const result = await executeCommand({ command: nodeScript('process.exit(3)'), streams: 'discard' });
    expect(result).toEqual({
      exitStatus: 3,
      interruption: undefined,
      stdout: { text: '', truncated: false, totalBytes: 0 },
      stderr: { text: '', truncated: false, totalBytes: 0 },
    });
  });

  it.skipIf(windows)('reports the negative number of the signal that killed the command', async () => {
    for (const [signal, exitStatus] of [
      ['SIGKILL', -9],
      ['SIGTERM', -15],
    ] as const) {
      const command = nodeScript(`process.kill(process.pid, '${signal}')`);
      expect(await executeCommand({ command, streams: 'discard' })).toMatchObject({ exitStatus });
    }
  });

  it('hands over words as they are, without a shell', async () => {
    const words = ['', ' ', '$HOME', '*', "it's", '"', '\\', 'ä😀', 'a\nb', '; exit 1', '--'];
    const { stdout } = await executeCommand({
      command: nodeScript('process.stdout.write(JSON.stringify(process.argv.slice(1)))', ...words),
      ...silent,
    });
    expect(JSON.parse(stdout.text)).toEqual(words);
  });

  it('runs where it is told and with the environment it is told', async () => {
    const directory = await createTemporaryDirectory();
    const { stdout } = await executeCommand({
      command: nodeScript('console.log(process.cwd(), process.env.INTOTO_ONE, process.env.INTOTO_TWO)'),
      cwd: directory,
      env: { ...process.env, INTOTO_ONE: '1', INTOTO_TWO: undefined },
      ...silent,
    });
    expect(stdout.text).toBe(`${directory} 1 undefined\n`);
  });

  it('looks a program up in the PATH of the given environment', async () => {
    const env = { PATH: ['nowhere', dirname(process.execPath)].join(delimiter) };
    expect((await executeCommand({ command: ['node', '-e', ''], env, streams: 'discard' })).exitStatus).toBe(0);
  });

  it('leaves its own standard streams to the command with inherit', async () => {
    const command = nodeScript('process.stdin.on("data", (d) => { console.log(`got ${d}`); console.error("bad"); })');
    expect(await executeInOtherProcess({ command, streams: 'inherit' }, 'input').result).toEqual({
      result: expect.objectContaining({ exitStatus: 0 }),
      stdout: 'got input\n',
      stderr: 'bad\n',
    });
  });

  it('leaves only its standard input to the command with discard', async () => {
    const command = nodeScript('process.stdin.on("data", (d) => { console.log(d); process.exit(d.length); })');
    expect(await executeInOtherProcess({ command, streams: 'discard' }, 'input').result).toEqual({
      result: expect.objectContaining({ exitStatus: 5 }),
      stdout: '',
      stderr: '',
    });
  });

  it('shows what it records', async () => {
    const command = nodeScript('console.log("out"); console.error("err")');
    expect(await executeInOtherProcess({ command, streams: 'record' }).result).toEqual({
      result: {
        exitStatus: 0,
        stdout: { text: 'out\n', truncated: false, totalBytes: 4 },
        stderr: { text: 'err\n', truncated: false, totalBytes: 4 },
      },
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('records on when nobody reads what it shows any more', async () => {
    const command = nodeScript('for (let i = 0; i < 20000; i++) console.log("line", i)');
    const other = executeInOtherProcess({ command, streams: 'record' });
    other.child.stdout?.once('data', () => other.child.stdout?.destroy());
    const { result } = await other.result;
    expect(result).toMatchObject({ exitStatus: 0, stdout: { totalBytes: 208_890 } });
  });

  it('gives a command no input with stdin ignore', async () => {
    const command = nodeScript('process.stdin.on("end", () => process.exit(7)).resume()');
    const { result } = await executeInOtherProcess({ command, streams: 'discard', stdin: 'ignore' }, 'input').result;
    expect(result.exitStatus).toBe(7);
  });

  it.each([
    [{ command: [] }, 'command must have at least one word'],
    [{ command: ['x', 1 as unknown as string] }, 'command[1] must be a string'],
    [{ command: ['x'], timeoutMs: -1 }, 'timeoutMs must be'],
    [{ command: ['x'], timeoutMs: Number.NaN }, 'timeoutMs must be'],
    [{ command: ['x'], graceMs: -1 }, 'graceMs must be'],
    [{ command: ['x'], maxOutputBytes: -1 }, 'maxOutputBytes must be'],
  ])('takes %o for a mistake of the caller', async (options, message) => {
    const call = executeCommand(options);
    await expect(call).rejects.toBeInstanceOf(TypeError);
    await expect(call).rejects.toThrow(message);
  });
});

function run(command: readonly string[], cwd?: string): Promise<unknown> {
  return executeCommand({ command, cwd, streams: 'discard' });
}

describe('a command that cannot be run', () => {
  it.each(['a\0b', 'half \uD83D a pair', '\uDE00'])('has a word like %j', async (word) => {
    await expect(run([process.execPath, '-e', '', word])).rejects.toMatchObject({
      code: 'ERR_COMMAND_WORD',
      details: { index: 3 },
    });
  });

  it.each(['intoto-no-such-program', './intoto-no-such-program', join('no', 'such', 'path'), ''])(
    'does not exist: %j',
    async (program) => {
      await expect(run([program])).rejects.toMatchObject({ code: 'ERR_COMMAND_NOT_FOUND', details: { program } });
    },
  );

  it.skipIf(windows)('is looked up nowhere but in PATH, in the working directory only where PATH says so', async () => {
    const directory = await createTemporaryDirectory({ 'my-program': '#!/bin/sh\nexit 5\n' });
    await chmod(join(directory, 'my-program'), 0o755);
    const status = (env: Record<string, string>): Promise<unknown> =>
      executeCommand({ command: ['my-program'], cwd: directory, env, streams: 'discard' });
    await expect(status({ PATH: '/nowhere' })).rejects.toMatchObject({ code: 'ERR_COMMAND_NOT_FOUND' });
    await expect(status({})).rejects.toMatchObject({ code: 'ERR_COMMAND_NOT_FOUND' });
    await expect(status({ PATH: '/nowhere:' })).resolves.toMatchObject({ exitStatus: 5 });
    await expect(status({ PATH: directory })).resolves.toMatchObject({ exitStatus: 5 });
  });

  it.skipIf(windows)('is not a program, or needs an interpreter that is missing', async () => {
    const directory = await createTemporaryDirectory({
      plain: 'hello',
      'no-line': 'echo hello\n',
      empty: '',
      missing: '#!/no/such/interpreter\n',
    });
    await mkdir(join(directory, 'folder'));
    for (const name of ['no-line', 'empty', 'missing']) await chmod(join(directory, name), 0o755);
    const reasons = new Map([
      ['./plain', 'permission is denied'],
      ['./folder', 'it is not a file'],
      ['./no-line', 'script without a "#!" line'],
      ['./empty', 'script without a "#!" line'],
      ['./missing', 'interpreter or loader'],
    ]);
    for (const [program, reason] of reasons) {
      const failure = run([program], directory);
      await expect(failure).rejects.toMatchObject({ code: 'ERR_COMMAND_NOT_EXECUTABLE', details: { program } });
      await expect(failure).rejects.toThrow(reason);
    }
  });

  it('is too long for the operating system', async () => {
    await expect(run([process.execPath, '-e', '', 'x'.repeat(8 * 1024 * 1024)])).rejects.toMatchObject({
      code: 'ERR_COMMAND_START',
    });
  });

  it('cannot disturb the terminal that shows the message', async () => {
    await expect(run(['./\u001B[2J\n"x'])).rejects.toThrow(String.raw`\u001b[2J\u000a`);
  });

  it('has no directory to run in', async () => {
    const directory = await createTemporaryDirectory({ file: '' });
    for (const name of ['absent', 'file']) {
      const cwd = join(directory, name);
      await expect(run([process.execPath], cwd)).rejects.toMatchObject({
        code: 'ERR_WORKING_DIRECTORY',
        details: { cwd },
      });
    }
  });
});
