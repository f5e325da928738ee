import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { loadPrivateKey, loadPublicKey, nodeBackend as backend } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { ALICE, BOB, createWorkshop, inToto } from './in-toto.ts';
import { fileOf } from './key-vectors.ts';
import { createTemporaryDirectory } from './programs.ts';

describe('in-toto key new', () => {
  it.each([
    [[], 'ed25519'],
    [['--type', 'ed25519'], 'ed25519'],
    [['-t', 'ecdsa'], 'ecdsa-sha2-nistp256'],
    [['-t', 'ecdsa-p256'], 'ecdsa-sha2-nistp256'],
    [['-t', 'ecdsa-p384'], 'ecdsa-sha2-nistp384'],
    [['-t', 'ecdsa-p521'], 'ecdsa-sha2-nistp521'],
    [['-t', 'rsa'], 'rsassa-pss-sha256'],
  ])('makes a pair with %j for %s and prints its id', async (args, scheme) => {
    const cwd = await createTemporaryDirectory();
    const { status, stdout, stderr } = await inToto(cwd, ['key', 'new', 'key', ...args]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await readdir(cwd)).toEqual(['key', 'key.pub']);
    const pem = await readFile(join(cwd, 'key'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    const { publicKey } = await loadPrivateKey(pem, { backend });
    expect(publicKey).toMatchObject({ scheme });
    expect(stdout).toBe(`${publicKey.keyId}\n`);
    expect(await loadPublicKey(await readFile(join(cwd, 'key.pub')), { backend })).toEqual(publicKey);
  });

  it('encrypts the private key with a password', async () => {
    const cwd = await createTemporaryDirectory();
    expect((await inToto(cwd, ['key', 'new', 'key', '-P', 'secret'])).status).toBe(0);
    const pem = await readFile(join(cwd, 'key'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    await expect(loadPrivateKey(pem, { backend })).rejects.toMatchObject({ code: 'ERR_KEY_PASSWORD_NEEDED' });
    expect((await loadPrivateKey(pem, { backend, password: 'secret' })).publicKey.keyType).toBe('ed25519');
  });

  it.skipIf(process.platform === 'win32')('lets nobody but its owner read the private key', async () => {
    const cwd = await createTemporaryDirectory();
    await inToto(cwd, ['key', 'new', 'key']);
    expect((await stat(join(cwd, 'key'))).mode & 0o777).toBe(0o600);
  });

  it.each(['key', 'key.pub'])('replaces neither file where %s exists, and leaves no half pair', async (name) => {
    const cwd = await createTemporaryDirectory({ [name]: 'precious' });
    const { status, stderr } = await inToto(cwd, ['key', 'new', 'key']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `in-toto: ${name} exists and is not replaced. Remove it or name another file. [ERR_WRITE_EXISTS]\n`,
    });
    expect(await readdir(cwd)).toEqual([name]);
    expect(await readFile(join(cwd, name), 'utf8')).toBe('precious');
  });

  it.each([
    ['a folder that is not there', ['absent/key'], 'ERR_WRITE_DIRECTORY'],
    ['nobody to ask for a password', ['key', '-P'], 'ERR_USAGE'],
    ['an empty password', ['key', '-P', ''], 'ERR_USAGE'],
  ])('refuses %s', async (_what, args, code) => {
    const cwd = await createTemporaryDirectory();
    const { status, stderr } = await inToto(cwd, ['key', 'new', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual([]);
  });

  it('refuses a type it does not know, and lists those it knows', async () => {
    const { status, stderr } = await inToto(await createTemporaryDirectory(), ['key', 'new', 'key', '-t', 'dsa']);
    expect(status).toBe(2);
    expect(stderr).toContain("invalid choice: 'dsa' (choose from 'ed25519', 'ecdsa',");
  });
});

describe('in-toto key id and show', () => {
  it('print one id, short ids, and ids as in-toto 2.1 computed them', async () => {
    const cwd = await createWorkshop();
    const full = await inToto(cwd, ['key', 'id', '--only', 'in-toto', 'alice.pub']);
    expect(full.stdout).toMatch(new RegExp(`^${ALICE}[0-9a-f]{56}\n$`));
    expect((await inToto(cwd, ['key', 'id', '--short', 'alice.pub', 'bob.pub'])).stdout).toBe(
      `${ALICE}  alice.pub\n${BOB}  bob.pub\n`,
    );
    const legacy = await inToto(cwd, ['key', 'id', '--legacy', 'alice.pub']);
    expect(legacy.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(legacy.stdout).not.toBe(full.stdout);
  });

  it('print a key as it stands in a layout', async () => {
    const cwd = await createWorkshop();
    const { stdout } = await inToto(cwd, ['key', 'show', 'alice.pub']);
    expect(JSON.parse(stdout)).toMatchObject({
      keyid: expect.stringMatching(`^${ALICE}`),
      keytype: 'ed25519',
      scheme: 'ed25519',
      keyval: { public: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it.each([
    [['id', 'alice'], 'ERR_KEY_PRIVATE', 'alice: The bytes look like a private key'],
    [
      ['show', 'garbage'],
      'ERR_KEY_FORMAT',
      'garbage: The bytes look like neither PEM nor DER nor any other known format',
    ],
    [['id', 'alice.pub', 'absent'], 'ERR_FILE_NOT_FOUND', 'absent does not exist'],
    [['show', '.'], 'ERR_FILE_NOT_REGULAR', '. is a directory'],
  ])('refuse %j', async (args, code, words) => {
    const { status, stderr } = await inToto(await createWorkshop(), ['key', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: ${words.replaceAll('.', String.raw`\.`)}.*\\[${code}\\]\n$`));
  });

  it('print every id with the programs that use it, within 80 columns', async () => {
    const cwd = await createWorkshop();
    const { stdout, stderr } = await inToto(cwd, ['key', 'id', 'alice.pub', 'bob.pub']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^alice\.pub: a public key \(SubjectPublicKeyInfo\), ed25519\n {2}[0-9a-f]{64}\n {6}in-toto 3, securesystemslib 1/,
    );
    for (const program of ['in-toto-golang', 'in-toto-rs', 'Witness', 'Sigstore', 'OpenSSH'])
      expect(stdout.split(`      ${program}`).length).toBe(3);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('print every id as JSON', async () => {
    const { stdout } = await inToto(await createWorkshop(), ['key', 'id', '--json', 'alice.pub']);
    const [key] = JSON.parse(stdout) as readonly { readonly ids: readonly { readonly names: readonly string[] }[] }[];
    expect(key).toMatchObject({ file: 'alice.pub', keytype: 'ed25519', scheme: 'ed25519' });
    expect(key?.ids.flatMap(({ names }) => names)).toContain('witness');
  });

  it.each([
    [['--json', '--short', 'alice.pub'], '--json prints every id'],
    [['--legacy', '--only', 'witness', 'alice.pub'], 'Give --legacy or --only'],
    [['--only', 'rust-ecdsa', 'alice.pub'], 'no id of the kind "rust-ecdsa"'],
    [['--only', 'pgp', 'alice.pub'], "invalid choice: 'pgp'"],
  ])('refuse %j', async (args, words) => {
    const { status, stderr } = await inToto(await createWorkshop(), ['key', 'id', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });

  it('take a file of another kind, and say what one should know of it', async () => {
    const certificate = fileOf('p256', 'public', 'X.509 PEM');
    const cwd = await createWorkshop({ 'id.pub': fileOf('p256', 'public', 'OpenSSH'), 'owner.crt': certificate });
    const [ssh, crt] = [await inToto(cwd, ['key', 'show', 'id.pub']), await inToto(cwd, ['key', 'show', 'owner.crt'])];
    expect(ssh.stderr).toBe('');
    expect(crt.stderr).toBe(
      'in-toto: note: owner.crt: only the public key of the certificate is used; its dates and its issuer are not checked.\n',
    );
    expect(crt.stdout).toBe(ssh.stdout);
    expect((await inToto(cwd, ['key', 'id', 'owner.crt'])).stderr).toContain('note: owner.crt');
  });

  it('print an id that somebody chose without letting it act on the terminal', async () => {
    const jwk = JSON.parse(fileOf('p256', 'public', 'JWK')) as object;
    const cwd = await createWorkshop({ 'a.jwk': JSON.stringify({ ...jwk, kid: 'x\u001b[2J' }) });
    const { stdout } = await inToto(cwd, ['key', 'id', 'a.jwk']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('the file itself ("kid")');
  });
});
