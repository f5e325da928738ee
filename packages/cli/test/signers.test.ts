import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  createToken,
  OPENSSH,
  PIN,
  SOFTHSM,
  SOFTHSM_MODULE,
  startAgent,
  type Token,
  withPrograms,
} from '@intoto-tests/programs';
import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto, readLayout, readLink } from './in-toto.ts';
import { runProgram } from './programs.ts';

const DROP_IN = ['in-toto-run', '-n', 's', '--no-command', '--signing-key'] as const;

/** Runs a program with the environment that a user would have. */
function runDropIn(cwd: string, [program, ...args]: readonly string[], env: Record<string, string> = {}) {
  return runProgram(cwd, program ?? '', args, { env });
}

/** A URI without a PIN. */
function uriOf(token: Token): string {
  return `pkcs11:token=${encodeURIComponent(token.label)}?module-path=${SOFTHSM_MODULE}`;
}

withPrograms(SOFTHSM, 'a key on a token', () => {
  it('signs a whole chain that verifies', async () => {
    const [owner, functionary] = [createToken(), createToken()];
    owner.importKey('rsa');
    functionary.importKey('ed25519');
    const cwd = await createWorkshop({ pin: `${PIN}\n` });
    const env = { PKCS11_MODULE_PATH: SOFTHSM_MODULE, THE_PIN: PIN };
    const [ownerUri = '', functionaryUri = ''] = [owner, functionary].map(
      ({ label }) => `pkcs11:token=${encodeURIComponent(label)}?pin-source=file:pin`,
    );
    for (const [uri, file] of [
      [ownerUri, 'rsa.pub'],
      [functionaryUri.replace('file:pin', 'env:THE_PIN'), 'ed25519.pub'],
    ] as const) {
      const shown = await inToto(cwd, ['key', 'public', uri], { env });
      expect(shown).toMatchObject({ status: 0, stderr: '' });
      await writeFile(join(cwd, file), shown.stdout);
    }
    const step = ['--step', 'write', '--signers', 'ed25519.pub', '--expect-products', 'CREATE a.txt', 'DISALLOW *'];
    for (const args of [
      ['layout', 'new', 'root.layout', '-k', ownerUri, ...step],
      ['record', 'start', '-n', 'write', '-k', functionaryUri],
      ['record', 'stop', '-n', 'write', '-k', functionaryUri],
      ['run', '-n', 'write', '-k', functionaryUri, '-p', 'a.txt', '--', 'sh', '-c', 'echo a > a.txt'],
      ['sign', '-f', 'root.layout', '-k', ownerUri],
      ['sign', '-f', 'root.layout', '-k', 'rsa.pub', '--verify'],
      ['convert', 'root.layout', '--to', 'dsse', '-k', ownerUri],
      ['verify', '-l', 'root.layout', '-k', 'rsa.pub'],
    ])
      expect(await inToto(cwd, args, { env })).toMatchObject({ status: 0, stderr: '' });
  });

  it('takes its PIN as a password, and a wrong one is one line with a code', async () => {
    const token = createToken();
    token.importKey('p256');
    const cwd = await createWorkshop();
    const uri = uriOf(token);
    const run = ['run', '-n', 's', '-k', uri, '--no-command'];
    expect(await inToto(cwd, [...run, '-P', PIN])).toMatchObject({ status: 0, stderr: '' });
    const outcomes = [
      [await inToto(cwd, [...run, '-P', 'wrong-pin']), 2],
      [await runDropIn(cwd, [...DROP_IN, uri, '-P', 'wrong-pin']), 1],
    ] as const;
    for (const [{ status, stderr }, expected] of outcomes) {
      expect(status).toBe(expected);
      expect(stderr).toMatch(/^[^\n]*\[ERR_PKCS11_PIN_WRONG\]\n$/u);
      expect(stderr).not.toContain('wrong-pin');
    }
    const needed = await inToto(cwd, run);
    expect(needed).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_PKCS11_PIN_NEEDED]') as string });
  });

  it('unplugged while the command runs, is one line with a code, and there is no link', async () => {
    const token = createToken();
    token.importKey('p256');
    const cwd = await createWorkshop();
    const before = await readdir(cwd);
    const unplug = [process.execPath, '-e', 'fs.rmSync(process.argv[1], { recursive: true })', token.folder];
    const outcome = await inToto(cwd, ['run', '-n', 's', '-k', uriOf(token), '-P', PIN, '--', ...unplug]);
    expect({ ...outcome, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(outcome.stderr).toMatch(/^in-toto: [^\n]*\[ERR_PKCS11_TOKEN_GONE\]\n$/u);
    expect(outcome.stderr).not.toContain(PIN);
    expect(await readdir(cwd)).toEqual(before);
  });

  it('signs in the drop-in programs', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const cwd = await createWorkshop();
    const uri = uriOf(token);
    const { stdout } = await inToto(cwd, ['key', 'public', uri, '-P', PIN]);
    await writeFile(join(cwd, 'token.pub'), stdout);
    const prefix = (await inToto(cwd, ['key', 'id', '--short', 'token.pub'])).stdout.trim();
    const link = `s.${prefix}.link`;
    for (const args of [
      [...DROP_IN, uri, '-P', PIN],
      ['in-toto-record', 'start', '-n', 's', '--signing-key', uri, '-P', PIN],
      ['in-toto-record', 'stop', '-n', 's', '--signing-key', uri, '-P', PIN],
      ['in-toto-sign', '-f', link, '-k', `${uri}&pin-source=env:THE_PIN`, '-o', link],
      ['in-toto-sign', '-f', link, '-k', 'token.pub', '--verify'],
    ])
      expect(await runDropIn(cwd, args, { THE_PIN: PIN })).toMatchObject({ status: 0 });
    expect(await runDropIn(cwd, ['in-toto-sign', '-f', link, '-k', uri])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('ERR_PKCS11_PIN_NEEDED') as string,
    });
  });

  it.each([
    ['pkcs11:token=absent', 'ERR_PKCS11_TOKEN_NOT_FOUND'],
    ['pkcs11:nonsense', 'ERR_PKCS11_URI'],
    ['pkcs11:?pin-value=1234', 'ERR_PKCS11_PIN_IN_URI'],
    ['pkcs11:?module-path=/nonexistent.so', 'ERR_PKCS11_MODULE_NOT_FOUND'],
  ])('%s is one line with a code', async (uri, code) => {
    const cwd = await createWorkshop();
    const env = { PKCS11_MODULE_PATH: SOFTHSM_MODULE };
    const { status, stderr } = await inToto(cwd, ['run', '-n', 's', '-k', uri, '--no-command'], { env });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(new RegExp(`^in-toto: [^\\n]*\\[${code}\\]\\n$`, 'u')) as string,
    });
    expect(stderr).not.toContain('1234');
  });
});

withPrograms(OPENSSH, 'a key in ssh-agent', () => {
  it('signs, and a layout that was made with its JSON accepts it', async () => {
    const { socketPath, add } = await startAgent();
    const [rsa] = [add('rsa'), add('ed25519')];
    const cwd = await createWorkshop();
    const env = { SSH_AUTH_SOCK: socketPath };
    const uri = `ssh-agent:file=${encodeURIComponent(`${rsa}.pub`)}`;
    const json = await inToto(cwd, ['key', 'public', uri, '--json'], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({ keytype: 'rsa', scheme: 'rsa-pkcs1v15-sha256' });
    expect(await inToto(cwd, ['run', '-n', 's', '-k', uri, '--no-command'], { env })).toMatchObject({ status: 0 });
    const { keyid } = JSON.parse(json.stdout) as { keyid: string };
    expect((await readLink(join(cwd, `s.${keyid.slice(0, 8)}.link`))).metadata.signatures[0]).toMatchObject({
      keyId: keyid,
    });
    const comment = [...DROP_IN, 'ssh-agent:comment=ed25519'];
    expect(await runDropIn(cwd, comment, env)).toMatchObject({ status: 0, stderr: '' });
    const layout = ['layout', 'new', 'l', '-k', 'ssh-agent:comment=ed25519', '--step', 'a', '--signers', 'alice.pub'];
    expect(await inToto(cwd, layout, { env })).toMatchObject({ status: 0, stderr: '' });
    expect((await readLayout(join(cwd, 'l'))).metadata.signatures).toHaveLength(1);
  });

  it('that is not there is one line with a code', async () => {
    const { socketPath, add, kill } = await startAgent();
    add('ed25519');
    await kill();
    const cwd = await createWorkshop();
    const env = { SSH_AUTH_SOCK: socketPath };
    const outcomes = [
      [await inToto(cwd, ['run', '-n', 's', '-k', 'ssh-agent:', '--no-command'], { env }), 2],
      [await runDropIn(cwd, [...DROP_IN, 'ssh-agent:'], env), 1],
    ] as const;
    for (const [{ status, stderr }, expected] of outcomes) {
      expect(status).toBe(expected);
      expect(stderr).toMatch(/^[^\n]*\[ERR_SSH_AGENT_ABSENT\]\n$/u);
    }
  });
});

describe('a path that looks like a URI', () => {
  it.each([
    ['pkcs11:x', './pkcs11:x'],
    ['ssh-agent:', './ssh-agent:'],
    [String.raw`C:\keys\alice`, String.raw`C:\keys\alice`],
    ['other:alice', 'other:alice'],
    [':', ':'],
  ])('%s is a file when it is written as %s', async (file, path) => {
    const cwd = await createWorkshop();
    await rename(join(cwd, 'alice'), join(cwd, file));
    const env = { SSH_AUTH_SOCK: '' };
    for (const args of [
      ['in-toto', 'run', '-n', 's', '--no-command', '-k', path],
      [...DROP_IN, path],
    ])
      expect(await runDropIn(cwd, args, env)).toMatchObject({ status: 0, stderr: '' });
    expect((await readLink(join(cwd, `s.${ALICE}.link`))).link.name).toBe('s');
  });

  it('is a URI when it begins like one, whatever files there are', async () => {
    const cwd = await createWorkshop();
    await rename(join(cwd, 'alice'), join(cwd, 'pkcs11:x'));
    for (const args of [
      ['in-toto', 'run', '-n', 's', '--no-command', '-k', 'pkcs11:x'],
      [...DROP_IN, 'PKCS11:x'],
    ]) {
      const { status, stderr } = await runDropIn(cwd, args);
      expect(status).not.toBe(0);
      expect(stderr).toContain('ERR_PKCS11_URI');
    }
  });
});
