import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { encodePrivateKeyPem, encodePublicKeyPem, generatePrivateKey, nodeBackend as backend } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, readLink } from './in-toto.ts';
import { runProgram } from './programs.ts';

const COMMAND = ['--', process.execPath, '-e', 'console.log("said"); console.error("complained")'];
const RUN = ['-n', 'build', '--signing-key', 'alice'];

/** Files with a new key, `key`, `key.enc` (password `secret`) and `key.pub`. */
async function createKey(request: Parameters<typeof generatePrivateKey>[0]) {
  const key = await generatePrivateKey(request);
  const cwd = await createWorkshop({
    key: await encodePrivateKeyPem(key, { backend }),
    'key.enc': await encodePrivateKeyPem(key, { backend, password: 'secret' }),
    'key.pub': encodePublicKeyPem(key.publicKey),
  });
  return { cwd, prefix: key.publicKey.keyId.slice(0, 8) };
}

describe.each([
  ['RSA', { type: 'rsa', backend }],
  ['P-256', { type: 'ecdsa', curve: 'P-256', backend }],
  ['P-384', { type: 'ecdsa', curve: 'P-384', backend }],
  ['P-521', { type: 'ecdsa', curve: 'P-521', backend }],
] as const)('with a key of the kind %s', (_kind, request) => {
  it('the drop-in programs sign and verify', async () => {
    const { cwd, prefix } = await createKey(request);
    const named = ['-n', 's', '--signing-key', 'key'];
    expect((await runProgram(cwd, 'in-toto-run', [...named, '--no-command'])).status).toBe(0);
    expect(
      (await runProgram(cwd, 'in-toto-sign', ['-f', `s.${prefix}.link`, '-k', 'key.pub', '--verify'])).status,
    ).toBe(0);
    const encrypted = ['-n', 't', '--signing-key', 'key.enc', '-P', 'secret', '--use-dsse'];
    expect((await runProgram(cwd, 'in-toto-record', ['start', ...encrypted])).status).toBe(0);
    expect((await runProgram(cwd, 'in-toto-record', ['stop', ...encrypted])).status).toBe(0);
    expect(
      (await runProgram(cwd, 'in-toto-sign', ['-f', `t.${prefix}.link`, '-k', 'key.pub', '--verify'])).status,
    ).toBe(0);
    expect(
      (await runProgram(cwd, 'in-toto-sign', ['-f', `t.${prefix}.link`, '-k', 'bob.pub', '--verify'])).status,
    ).toBe(1);
  });
});

describe('what the drop-in programs print', () => {
  it('in-toto-run hides the output of the command unless it is to be recorded', async () => {
    const cwd = await createWorkshop();
    expect(await runProgram(cwd, 'in-toto-run', [...RUN, ...COMMAND])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await runProgram(cwd, 'in-toto-run', [...RUN, '-s', ...COMMAND])).toEqual({
      status: 0,
      stdout: 'said\n',
      stderr: 'complained\n',
    });
    expect((await readLink(join(cwd, `build.${ALICE}.link`))).link.byproducts).toEqual({
      stdout: 'said\n',
      stderr: 'complained\n',
      'return-value': 0,
    });
  });

  it('-v says more, -q nothing at all', async () => {
    const cwd = await createWorkshop();
    const verbose = await runProgram(cwd, 'in-toto-run', [...RUN, '-v', ...COMMAND]);
    expect(verbose.stderr).toBe(`link written to ${join(cwd, `build.${ALICE}.link`)}\n`);
    for (const [program, args] of [
      ['in-toto-run', ['-n', 'x', '--signing-key', 'absent', '-x']],
      ['in-toto-record', ['stop', ...RUN]],
      ['in-toto-sign', ['-f', 'absent', '-k', 'alice']],
      ['in-toto-verify', ['-l', 'absent', '--verification-keys', 'owner.pub']],
    ] as const) {
      const loud = await runProgram(cwd, program, args);
      expect(loud.stderr).toMatch(/^[^\n]+\[ERR_[A-Z_]+\]\n$/);
      expect(await runProgram(cwd, program, [...args, '-q'])).toEqual({ ...loud, stderr: '' });
    }
  });

  it('in-toto-verify says nothing of a success, and explains a failure', async () => {
    const cwd = await createWorkshop();
    await runProgram(
      cwd,
      'in-toto',
      [
        ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'build', '--signers', 'alice.pub'],
        ['--expect-products', 'REQUIRE out'],
      ].flat(),
    );
    await runProgram(cwd, 'in-toto-run', [...RUN, '-p', 'owner', '--no-command']);
    const args = ['-l', 'root.layout', '--verification-keys', 'owner.pub'];
    const failed = await runProgram(cwd, 'in-toto-verify', args);
    expect({ status: failed.status, stdout: failed.stdout }).toEqual({ status: 1, stdout: '' });
    expect(failed.stderr).toMatch(
      /^FAILED: layout verified for .*, profile reference: 1 failure\n[^]*\nFAILED: ERR_RULE_REQUIRE\n$/,
    );
    expect(await runProgram(cwd, 'in-toto-verify', [...args, '-q'])).toEqual({ status: 1, stdout: '', stderr: '' });
    await writeFile(join(cwd, 'out'), '');
    await runProgram(cwd, 'in-toto-run', [...RUN, '-p', 'out', '--no-command']);
    expect(await runProgram(cwd, 'in-toto-verify', args)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await runProgram(cwd, 'in-toto-verify', [...args, '-v'])).stderr).toMatch(/^PASSED: [^]*\nPASSED\n$/);
  });

  it('in-toto-match-products lists differences only with -v', async () => {
    const cwd = await createWorkshop({ here: '' });
    await runProgram(cwd, 'in-toto-run', [...RUN, '-p', 'owner', 'alice', '--no-command']);
    await writeFile(join(cwd, 'alice'), 'changed');
    const args = ['-l', `build.${ALICE}.link`, '-p', 'here', 'alice'];
    expect(await runProgram(cwd, 'in-toto-match-products', args)).toEqual({ status: 1, stdout: '', stderr: '' });
    expect((await runProgram(cwd, 'in-toto-match-products', [...args, '-v'])).stdout.split('\n')).toEqual([
      "Local artifacts don't match products in passed link.",
      'Only in products: owner',
      'Not in products: here',
      'Hashes differ: alice',
      '',
    ]);
    const match = await runProgram(cwd, 'in-toto-match-products', ['-l', `build.${ALICE}.link`, '-p', 'owner', '-v']);
    expect(match).toMatchObject({ status: 1 });
  });

  it('in-toto-mock shows the output of the command and says where the link is', async () => {
    const cwd = await createWorkshop();
    const { status, stdout, stderr } = await runProgram(cwd, 'in-toto-mock', ['-n', 'try', ...COMMAND]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'said\n' });
    expect(stderr).toBe(`complained\nunsigned link written to ${join(cwd, 'try.link')}\n`);
  });

  it.each([
    ['in-toto-run', ['-n', 'x', '-g', 'mail@host', '-x'], 1],
    ['in-toto-record', ['stop', '-n', 'x', '-g', '0xABCD'], 1],
    ['in-toto-sign', ['-f', 'some.link', '-g', 'ABCD EF'], 2],
  ])('%s refuses ids of GPG keys that are not hexadecimal: %j', async (program, args, status) => {
    const cwd = await createWorkshop({ 'some.link': '{"signatures": [], "signed": {"_type": "link", "name": "x"}}' });
    const outcome = await runProgram(cwd, program, args);
    expect(outcome).toMatchObject({ status, stdout: '' });
    expect(outcome.stderr).toMatch(/^[^\n]* is not hexadecimal\. \[ERR_GPG_KEY_ID\]\n$/);
  });

  it.each([
    ['in-toto-run', ['-n', 'x', '-g', '-x'], 1],
    ['in-toto-record', ['start', '-n', 'x', '-g', 'mail@host'], 1],
    ['in-toto-sign', ['-f', 'some.link', '-g'], 2],
    ['in-toto-sign', ['-f', 'some.link', '-g', 'ABCD', '--verify'], 2],
    ['in-toto-verify', ['-l', 'some.layout', '-g', 'ABCD'], 1],
  ])('%s says that there is no gpg: %j', async (program, args, status) => {
    const cwd = await createWorkshop({ 'some.link': '{"signatures": [], "signed": {"_type": "link", "name": "x"}}' });
    const outcome = await runProgram(cwd, program, args, { env: { PATH: cwd, GNUPG: '' } });
    expect(outcome).toMatchObject({ status, stdout: '' });
    expect(outcome.stderr).toMatch(/^[^\n]*There is no gpg [^\n]*\[ERR_GPG_NOT_FOUND\]\n$/);
  });

  it.each([
    ['in-toto-run', ['--signing-key', 'alice', '-n', 'x'], 'No command specified'],
    ['in-toto-run', ['-n', 'x', '-x'], "Specify either '--signing-key <path>' or '--gpg [<keyid>]'"],
    ['in-toto-sign', ['-f', 'x'], "wrong arguments: specify either '--key PATH [PATH ...]'"],
    ['in-toto-verify', ['-l', 'x'], 'wrong arguments: specify at least one layout verification key'],
    ['in-toto-record', [], 'the following arguments are required: command'],
    ['in-toto-mock', ['-n', 'x'], 'the following arguments are required: <command>'],
  ])('%s explains wrong usage: %j', async (program, args, words) => {
    const { status, stderr } = await runProgram(await createWorkshop(), program, args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^usage: /);
    expect(stderr).toContain(`\n${program}: error: ${words}`);
  });
});

describe('where the drop-in programs differ on purpose', () => {
  it.each([
    ['in-toto-run', ['-n', '../x', '--signing-key', 'alice', '-x']],
    ['in-toto-record', ['start', '-n', 'a/x', '--signing-key', 'alice']],
    ['in-toto-mock', ['-n', 'a/x', ...COMMAND]],
  ])('%s writes no link outside its directory', async (program, args) => {
    const { status, stderr } = await runProgram(await createWorkshop({ 'a/b': '' }), program, args);
    expect(status).toBe(1);
    expect(stderr).toContain('[ERR_LINK_FILE_NAME]');
  });

  it('keys may be DER', async () => {
    const { cwd } = await createKey({ type: 'ed25519', backend });
    const { pkcs8, publicKey } = await generatePrivateKey({ type: 'ed25519', backend });
    await writeFile(join(cwd, 'key.der'), pkcs8);
    await runProgram(cwd, 'in-toto-run', ['-n', 's', '--signing-key', 'key.der', '-x']);
    expect((await readLink(join(cwd, `s.${publicKey.keyId.slice(0, 8)}.link`))).metadata.signatures).toHaveLength(1);
  });

  it('in-toto-match-products reads envelopes', async () => {
    const cwd = await createWorkshop();
    await runProgram(cwd, 'in-toto-run', [...RUN, '--use-dsse', '-p', 'owner', '--no-command']);
    const args = ['-l', `build.${ALICE}.link`, '-p', 'owner'];
    expect((await runProgram(cwd, 'in-toto-match-products', args)).status).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'what follows a password on standard input belongs to the command',
    async () => {
      const cwd = await createWorkshop();
      const args = ['-n', 'build', '--signing-key', 'alice.enc', '-P', '-s', '--', 'cat'];
      const { stdout } = await runProgram(cwd, 'in-toto-run', args, { stdin: 'pw\nthe rest' });
      expect(stdout).toBe('the rest');
    },
  );
});
