import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, truncateSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { THOROUGH } from '@intoto-tests/support';
import { loadPrivateKey, nodeBackend as backend } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, readLink } from './in-toto.ts';
import { createTemporaryDirectory, type Outcome } from './programs.ts';

const MAIN = fileURLToPath(new URL('../src/bin/in-toto.ts', import.meta.url));
const NODE = [process.execPath, '--conditions=@intoto/source', MAIN];

function collect(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({ status, ...output }));
  });
}

/** `script` of util-linux lends a terminal; that of BSD has other options. */
const lendsTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** Runs `in-toto` on a terminal and answers its questions. */
function runOnTerminal(
  cwd: string,
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
) {
  // `exec`: a shell that stays (dash does) gets the Ctrl-C too, and ends with 130 whatever the program said.
  const line = `exec ${[...NODE, ...args].map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], { cwd, detached: true });
  const left = [...answers];
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [next] = left;
    if (next === undefined || !shown.slice(seen).includes(next[0])) return;
    seen = shown.length;
    left.shift();
    child.stdin.write(next[1]);
  });
  return new Promise<{ readonly status: number | null; readonly shown: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, shown }));
  });
}

describe.skipIf(!lendsTerminal)('on a terminal', () => {
  it('a private key is not shown, unless somebody means it', async () => {
    const cwd = await createWorkshop();
    const refused = await runOnTerminal(cwd, ['key', 'convert', 'alice', '--to', 'private-jwk'], []);
    expect(refused.status).toBe(2);
    expect(refused.shown).toContain('A private key is not shown on a terminal');
    expect(refused.shown).not.toContain('"d"');
    const shown = await runOnTerminal(cwd, ['key', 'convert', 'alice', '--to', 'private-jwk', '-o', '-'], []);
    expect(shown.status).toBe(0);
    expect(shown.shown).toContain('"d"');
    expect((await runOnTerminal(cwd, ['key', 'convert', 'alice', '--to', 'pem'], [])).status).toBe(0);
  });

  it('passwords for a key that is converted are asked for', async () => {
    const cwd = await createWorkshop();
    const { status } = await runOnTerminal(
      cwd,
      ['key', 'convert', 'alice.enc', '-P', '--to', 'private-pem', '--new-password', '-o', 'new'],
      [
        ['Password: ', 'pw\n'],
        ['New password: ', 'better\n'],
        ['The same again: ', 'better\n'],
      ],
    );
    expect(status).toBe(0);
    const pem = await readFile(join(cwd, 'new'), 'utf8');
    expect((await loadPrivateKey(pem, { backend, password: 'better' })).publicKey.keyId).toMatch(
      new RegExp(`^${ALICE}`),
    );
  });

  it('a password is asked for twice, without showing it', async () => {
    const cwd = await createTemporaryDirectory();
    const { status, shown } = await runOnTerminal(
      cwd,
      ['key', 'new', 'key', '-P'],
      [
        ['Password: ', 'secret\n'],
        ['The same again: ', 'secret\n'],
      ],
    );
    expect(status).toBe(0);
    expect(shown).toMatch(/^Password: \r\nThe same again: \r\n[0-9a-f]{64}\r\n$/);
    const pem = await readFile(join(cwd, 'key'), 'utf8');
    expect((await loadPrivateKey(pem, { backend, password: 'secret' })).publicKey.keyType).toBe('ed25519');
  });

  it.each([
    [
      'two passwords that differ',
      [
        ['Password: ', 'one\n'],
        ['The same again: ', 'two\n'],
      ],
      'The two passwords differ.',
    ],
    ['an empty password', [['Password: ', '\n']], 'The password is empty.'],
    ['Ctrl-C', [['Password: ', '\u0003']], 'No password was given.'],
    ['Ctrl-D', [['Password: ', '\u0004']], 'No password was given.'],
  ] as const)('%s makes no key', async (_what, answers, message) => {
    const cwd = await createTemporaryDirectory();
    const { status, shown } = await runOnTerminal(cwd, ['key', 'new', 'key', '-P'], answers);
    expect(status).toBe(2);
    expect(shown).toContain(`in-toto: ${message} [ERR_USAGE]`);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('a recording that takes long shows its progress, and erases it', async () => {
    const cwd = await createWorkshop();
    // A file with holes takes no space.
    closeSync(openSync(join(cwd, 'image'), 'w'));
    truncateSync(join(cwd, 'image'), 3 * 1024 ** 3);
    const { status, shown } = await runOnTerminal(cwd, ['run', '-n', 'build', '-k', 'alice', '-m', 'image', '-x'], []);
    expect(status).toBe(0);
    const drawings = shown.split('\r\u001B[K');
    expect(drawings[1]).toMatch(/^\[#*\.*\] 0\/1 files {2}[\d.]+ .B\/3\.2 GB {2}[\d.]+ .B\/s {2}\d+ s left$/);
    expect(drawings.every((line) => line.length < 80)).toBe(true);
    expect(drawings[0]).toBe('');
    expect(drawings.at(-1)).toBe('');
  });

  it('a recording that is done at once shows nothing', async () => {
    const cwd = await createWorkshop();
    const { shown } = await runOnTerminal(cwd, ['run', '-n', 'build', '-k', 'alice', '-m', 'alice', '-x'], []);
    expect(shown).toBe('');
  });

  it('the command gets the terminal after the password', async () => {
    const cwd = await createWorkshop();
    const source =
      'process.stdin.once("data", (data) => { console.log(`${process.stdin.isTTY} ${process.stdout.isTTY} ${data}`); process.exit(); }); console.log("ready")';
    const args = ['run', '-n', 'build', '-k', 'alice.enc', '-P', '--', process.execPath, '-e', source];
    const { status, shown } = await runOnTerminal(cwd, args, [
      ['Password: ', 'pw\n'],
      ['ready', 'words\n'],
    ]);
    expect(status).toBe(0);
    expect(shown).toContain('true true words');
    expect((await readLink(join(cwd, `build.${ALICE}.link`))).link.byproducts['return-value']).toBe(0);
  });

  it('Ctrl-C breaks the command off, and no link is written', async () => {
    const cwd = await createWorkshop();
    const source = 'setInterval(() => {}, 1000); console.log("ready")';
    const args = ['run', '-n', 'build', '-k', 'alice', '--', process.execPath, '-e', source];
    const { status, shown } = await runOnTerminal(cwd, args, [['ready', '\u0003']]);
    expect(status).toBe(1);
    expect(shown).toContain('[ERR_COMMAND_INTERRUPTED]');
    expect(await readdir(cwd)).not.toContain(`build.${ALICE}.link`);
  });
});

it.runIf(THOROUGH)('where nobody looks, no progress is shown', async () => {
  const cwd = await createWorkshop();
  closeSync(openSync(join(cwd, 'image'), 'w'));
  truncateSync(join(cwd, 'image'), 3 * 1024 ** 3);
  const [program = '', ...args] = NODE;
  const words = [...args, 'run', '-n', 'build', '-k', 'alice', '-m', 'image', '-x'];
  expect(await collect(spawn(program, words, { cwd }))).toEqual({ status: 0, stdout: '', stderr: '' });
});

it.skipIf(process.platform !== 'linux')('a full disk is said, in one line', async () => {
  const cwd = await createTemporaryDirectory();
  const run = (redirection: string): Promise<Outcome> =>
    collect(spawn('sh', ['-c', `"$@" ${redirection}`, 'sh', ...NODE, 'completion', 'bash'], { cwd }));
  expect(await run('> /dev/full')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'in-toto: standard output cannot be written (ENOSPC).\n',
  });
  expect(await run('nonsense 2> /dev/full')).toEqual({ status: 2, stdout: '', stderr: '' });
});

it('a reader that goes away is no error', async () => {
  const [program = '', ...args] = NODE;
  const child = spawn(program, [...args, 'completion', 'bash']);
  child.stdout.destroy();
  const { status, stderr } = await collect(child);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
