import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto, readLink, script } from './in-toto.ts';

const LINK = `build.${ALICE}.link`;
const RUN = ['run', '-n', 'build', '-k', 'alice'];
const onUnix = it.skipIf(process.platform === 'win32');

async function run(args: readonly string[], options: Parameters<typeof inToto>[2] = {}) {
  const cwd = await createWorkshop({ 'src/a': 'a' });
  const before = await readdir(cwd);
  const outcome = await inToto(cwd, [...RUN, ...args], options);
  const made = (await readdir(cwd)).filter((name) => !before.includes(name));
  return { ...outcome, cwd, made };
}

describe('in-toto run', () => {
  it('records what goes in, the command and what comes out, and says nothing of it', async () => {
    const command = script('fs.writeFileSync("out", "x")');
    const { cwd, made, ...outcome } = await run(['-m', 'src', '-p', 'out', '--', ...command]);
    expect(outcome).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(made).toEqual([LINK, 'out']);
    const { link, metadata } = await readLink(join(cwd, LINK));
    expect(metadata).toMatchObject({
      container: 'metablock',
      signatures: [{ keyId: expect.stringMatching(`^${ALICE}`) }],
    });
    expect([[...link.materials.keys()], [...link.products.keys()]]).toEqual([['src/a'], ['out']]);
    expect(link).toMatchObject({ name: 'build', command, byproducts: { stdout: '', stderr: '', 'return-value': 0 } });
  });

  it('gives the command its own standard input, output and error', async () => {
    const source = 'process.stdin.on("data", (data) => { console.log("read " + data); console.error("done"); })';
    const { status, stdout, stderr } = await run(['--', ...script(source)], { stdin: 'words' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'read words\n', stderr: 'done\n' });
  });

  it('records output where it is told to, and shows it all the same', async () => {
    const { cwd, stdout } = await run(['-s', '--', ...script('console.log("said")')]);
    expect(stdout).toBe('said\n');
    expect((await readLink(join(cwd, LINK))).link.byproducts['stdout']).toBe('said\n');
  });

  it('exits with 1 for a command that fails, after signing a link that says so', async () => {
    const { cwd, status, stderr } = await run(['--', ...script('process.exitCode = 3')]);
    expect(status).toBe(1);
    expect(stderr).toBe(`in-toto: the command failed with status 3; ${LINK} records that.\n`);
    expect((await readLink(join(cwd, LINK))).link.byproducts['return-value']).toBe(3);
  });

  onUnix('exits with 1 for a command that a signal ended', async () => {
    const { cwd, status, stderr } = await run(['--', 'sh', '-c', 'kill -9 $$']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `in-toto: the command was ended by signal 9; ${LINK} records that.\n`,
    });
    expect((await readLink(join(cwd, LINK))).link.byproducts['return-value']).toBe(-9);
  });

  it.each([
    ['is not there', ['--', 'no-such-command'], 'ERR_COMMAND_NOT_FOUND'],
    ['takes too long', ['--timeout', '1', '--', ...script('setTimeout(() => {}, 60_000)')], 'ERR_COMMAND_TIMEOUT'],
    [
      'prints what is not text',
      ['-s', '--', ...script('process.stdout.write(Buffer.of(255))')],
      'ERR_COMMAND_OUTPUT_ENCODING',
    ],
  ])('exits with 1 and leaves nothing for a command that %s', async (_what, args, code) => {
    const { status, stderr, made } = await run(args);
    expect({ status, made }).toEqual({ status: 1, made: [] });
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
  });

  onUnix('passes a signal on to the command, which may finish in peace', async () => {
    const source = 'process.on("SIGTERM", () => process.exit(0)); console.log("ready"); setInterval(() => {}, 1000)';
    let sent = false;
    const { status, made } = await run(['--', ...script(source)], {
      onOutput(pid, stdout) {
        if (sent || !stdout.includes('ready')) return;
        sent = true;
        process.kill(pid, 'SIGTERM');
      },
    });
    expect({ status, made }).toEqual({ status: 0, made: [LINK] });
  });

  onUnix('leaves no link of a command that a signal broke off', async () => {
    let sent = false;
    const { status, made, stderr } = await run(['--', ...script('console.log("ready"); setInterval(() => {}, 1000)')], {
      onOutput(pid, stdout) {
        if (sent || !stdout.includes('ready')) return;
        sent = true;
        process.kill(pid, 'SIGHUP');
      },
    });
    expect({ status, made }).toEqual({ status: 1, made: [] });
    expect(stderr).toContain('[ERR_COMMAND_INTERRUPTED]');
  });

  it('warns of paths that are not there, which in-toto passes over', async () => {
    const { status, stderr } = await run(['-m', 'scr', 'src', '-p', 'dist', '--', ...script('')]);
    expect(status).toBe(0);
    expect(stderr.split('\n')).toEqual([
      'in-toto: warning: --materials scr does not exist, so nothing is recorded for it.',
      'in-toto: warning: --products dist does not exist, so nothing is recorded for it.',
      '',
    ]);
  });

  it('looks for paths from the base path, and for none behind a scheme', async () => {
    const { status, stderr } = await run(['-m', 'a', 'file:b', '--base-path', 'src', '--no-command']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('does not run the command where the link could not be written', async () => {
    const { status, stderr, made } = await run(['-d', 'absent', '--', ...script('fs.writeFileSync("ran", "")')]);
    expect({ status, made }).toEqual({ status: 2, made: [] });
    expect(stderr).toBe('in-toto: absent does not exist. [ERR_FILE_NOT_FOUND]\n');
  });

  it.each([
    ['writes an envelope', ['--use-dsse'], 'dsse'],
    ['takes the password of a key', ['-k', 'alice.enc', '--password', 'pw'], 'metablock'],
    ['excludes and strips', ['-m', 'src', '--exclude', 'b', '--lstrip-paths', 'src/', '-d', 'src'], 'metablock'],
  ])('%s', async (_name, args, container) => {
    const { cwd, status } = await run([...args, '--no-command']);
    expect(status).toBe(0);
    const { metadata, link } = await readLink(join(cwd, args.includes('-d') ? 'src' : '.', LINK));
    expect(metadata.container).toBe(container);
    expect(link).toMatchObject({ command: [], byproducts: {} });
    expect([...link.materials.keys()]).toEqual(args.includes('-m') ? ['a'] : []);
  });

  it.each([
    ['no command', [], 'No command was given. Write it after --, or use --no-command. [ERR_USAGE]'],
    [
      'a timeout of 0',
      ['--timeout', '0', '--', 'x'],
      '--timeout 0: give a whole number of seconds from 1. [ERR_USAGE]',
    ],
    [
      'an encrypted key',
      ['-k', 'alice.enc', '--', 'x'],
      'alice.enc: The private key is encrypted; a password is needed [ERR_KEY_PASSWORD_NEEDED]',
    ],
    [
      'nobody to ask for the password',
      ['-k', 'alice.enc', '-P', '--', 'x'],
      'The password cannot be asked for: there is no terminal. Give it as --password PASSWORD. [ERR_USAGE]',
    ],
    [
      'a name that is a path',
      ['-n', '../build', '--', 'x'],
      '"../build" cannot be part of a file name, so no link can be stored for it. Use a name without path separators. [ERR_LINK_FILE_NAME]',
    ],
  ])('refuses %s', async (_what, args, message) => {
    const { status, stderr, made } = await run(args);
    expect({ status, stderr, made }).toEqual({ status: 2, stderr: `in-toto: ${message}\n`, made: [] });
  });

  it('says where options of the command go', async () => {
    const { status, stderr } = await run(['make', '-j4']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'usage: in-toto run -n NAME -k KEY [options] -- COMMAND [ARGUMENT ...]\n' +
        'in-toto run: error: unrecognized arguments: -j4. Write the command after --.\n',
    );
  });
});
