import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createGpgHome, type GpgHome, withGpg } from '@intoto-tests/gnupg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createWorkshop, inToto, readLayout, readLink } from './in-toto.ts';
import { type Outcome, runProgram } from './programs.ts';

const EMPTY = '"steps": [], "inspect": [], "keys": {}, "readme": ""';
const LAYOUT = `{"signatures": [], "signed": {"_type": "layout", "expires": "2099-01-01T00:00:00Z", ${EMPTY}}}`;
const SIGNED = {
  _type: 'link',
  name: 'build',
  materials: {},
  products: {},
  command: [],
  byproducts: {},
  environment: {},
};
const LINK = JSON.stringify({ signatures: [], signed: SIGNED });
const ENVELOPE = JSON.stringify({
  payload: Buffer.from(JSON.stringify(SIGNED)).toString('base64'),
  payloadType: 'application/vnd.in-toto+json',
  signatures: [],
});
const QUIET = { status: 0, stdout: '', stderr: '' };

let home: GpgHome;
let [alice, bob, signing, expired] = ['', '', '', ''];

const short = (keyId: string): string => keyId.slice(0, 8);

function createFiles(): Promise<string> {
  return createWorkshop({ 'root.layout': LAYOUT, 'build.link': LINK, 'dsse.link': ENVELOPE, file: 'content' });
}

/** Runs a program with the keyring of the tests as gpg's own. */
function run(cwd: string, program: string, ...args: readonly string[]): Promise<Outcome> {
  return runProgram(cwd, program, args, { env: { GNUPGHOME: home.directory, GNUPG: '' } });
}

async function quietly(cwd: string, program: string, ...args: readonly string[]): Promise<void> {
  expect(await run(cwd, program, ...args)).toEqual(QUIET);
}

async function signersOf(path: string): Promise<readonly string[]> {
  return (await readLayout(path)).metadata.signatures.map(({ keyId }) => keyId);
}

withGpg('with gpg', () => {
  beforeAll(() => {
    home = createGpgHome();
    alice = home.makeKey('alice <alice@in-toto.invalid>');
    bob = home.makeKey('bob <bob@in-toto.invalid>', { algorithm: 'rsa2048', usage: 'cert' });
    signing = home.addSubkey(bob, { algorithm: 'rsa2048' });
    expired = home.makeKey('expired', { algorithm: 'rsa2048', expire: '30d' });
  }, 60_000);

  afterAll(() => home.remove());

  it('in-toto-run signs with the key asked for, or the default one, and names the link for the subkey', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto-run', '-n', 'default', '-g', '-p', 'file', '-x');
    await quietly(cwd, 'in-toto-run', '-n', 'asked', '--gpg', bob.slice(-16).toUpperCase(), '-p', 'file', '-x');
    expect((await readLink(join(cwd, `default.${short(alice)}.link`))).metadata.signatures).toMatchObject([
      { form: 'gpg', keyId: alice },
    ]);
    const { link, metadata } = await readLink(join(cwd, `asked.${short(signing)}.link`));
    expect(metadata.signatures).toMatchObject([{ form: 'gpg', keyId: signing }]);
    expect([...link.products.keys()]).toEqual(['file']);
  });

  it('in-toto-run takes the keyring in --gpg-home', async () => {
    const cwd = await createFiles();
    const args = ['-n', 'x', '-g', alice, '--gpg-home', home.directory, '-x'];
    const env = { GNUPGHOME: join(cwd, 'absent'), GNUPG: '' };
    expect(await runProgram(cwd, 'in-toto-run', args, { env })).toEqual(QUIET);
  });

  it('in-toto-run signs no envelopes, and with no unknown keys', async () => {
    const cwd = await createFiles();
    const envelope = await run(cwd, 'in-toto-run', '-n', 'x', '-g', alice, '--use-dsse', '-x');
    expect(envelope).toMatchObject({ status: 1, stderr: expect.stringMatching(/^[^\n]*\[ERR_GPG_DSSE\]\n$/) });
    const unknown = await run(cwd, 'in-toto-run', '-n', 'x', '-g', 'ff'.repeat(20), '-x');
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringMatching(/^[^\n]*\[ERR_GPG_FAILED\]\n$/) });
    expect((await readdir(cwd)).filter((name) => name.startsWith('x.'))).toEqual([]);
  });

  it.each([
    ['the key asked for', (): string[] => ['-g', bob], (): string => bob],
    ['the default key', (): string[] => ['-g'], (): string => alice],
  ])('in-toto-record starts and stops with %s', async (_, gpg, named) => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto-record', 'start', '-n', 'edit', ...gpg(), '-m', 'file');
    expect((await readdir(cwd)).filter((name) => name.includes('unfinished'))).toHaveLength(1);
    await writeFile(join(cwd, 'file'), 'changed');
    await quietly(cwd, 'in-toto-record', 'stop', '-n', 'edit', ...gpg(), '-p', 'file');
    const { link, metadata } = await readLink(join(cwd, `edit.${short(named())}.link`));
    expect(metadata.signatures).toMatchObject([{ keyId: named() === bob ? signing : alice }]);
    expect(link.materials.get('file')).not.toEqual(link.products.get('file'));
    expect((await readdir(cwd)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('in-toto-record start takes any name of a key, and stop does not', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto-record', 'start', '-n', 'edit', '-g', 'alice@in-toto.invalid');
    const stopped = await run(cwd, 'in-toto-record', 'stop', '-n', 'edit', '-g', 'alice@in-toto.invalid');
    expect(stopped).toMatchObject({ status: 1, stderr: expect.stringContaining('[ERR_GPG_KEY_ID]') });
    const other = await run(cwd, 'in-toto-record', 'stop', '-n', 'edit', '-g', bob);
    expect(other).toMatchObject({ status: 1, stderr: expect.stringContaining('[ERR_UNFINISHED_LINK_SIGNATURE]') });
    await quietly(cwd, 'in-toto-record', 'stop', '-n', 'edit', '-g', alice);
  });

  it('in-toto-record does not guess which of two recordings is meant', async () => {
    const cwd = await createFiles();
    for (const id of [alice, bob]) await quietly(cwd, 'in-toto-record', 'start', '-n', 'edit', '-g', id);
    const stopped = await run(cwd, 'in-toto-record', 'stop', '-n', 'edit', '-g', bob);
    expect(stopped).toMatchObject({ status: 1, stderr: expect.stringContaining('[ERR_UNFINISHED_LINK_AMBIGUOUS]') });
    const envelope = await run(cwd, 'in-toto-record', 'start', '-n', 'x', '-g', alice, '--use-dsse');
    expect(envelope).toMatchObject({ status: 1, stderr: expect.stringContaining('[ERR_GPG_DSSE]') });
  });

  it('in-toto-sign signs layouts with several keys, and checks them', async () => {
    const cwd = await createFiles();
    const path = join(cwd, 'root.layout');
    await quietly(cwd, 'in-toto-sign', '-f', 'root.layout', '-g', alice, bob);
    expect(await signersOf(path)).toEqual([alice, signing]);
    await quietly(cwd, 'in-toto-sign', '-f', 'root.layout', '-g', alice, bob, '--verify');
    await quietly(cwd, 'in-toto-sign', '-f', 'root.layout', '-g');
    expect(await signersOf(path)).toEqual([alice]);
    const missing = await run(cwd, 'in-toto-sign', '-f', 'root.layout', '-g', bob, '--verify');
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('[ERR_SIGNATURE_MISSING]') });
    await quietly(cwd, 'in-toto-sign', '-f', 'root.layout', '-g', bob, '--append');
    expect(await signersOf(path)).toEqual([alice, signing]);
  });

  it('in-toto-sign signs a link with one key, and no envelope', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto-sign', '-f', 'build.link', '-g', bob);
    expect((await readLink(join(cwd, `build.${short(signing)}.link`))).metadata.signatures).toHaveLength(1);
    expect((await run(cwd, 'in-toto-sign', '-f', 'build.link', '-g', alice, bob)).status).toBe(2);
    const envelope = await run(cwd, 'in-toto-sign', '-f', 'dsse.link', '-g', alice);
    expect(envelope).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_GPG_DSSE]') });
    await run(cwd, 'in-toto-sign', '-f', 'dsse.link', '-k', 'alice', '-o', 'signed.link');
    const checked = await run(cwd, 'in-toto-sign', '-f', 'signed.link', '-g', alice, '--verify');
    expect(checked).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_SIGNATURE_FORMAT]') });
  });

  it('in-toto-sign does not sign with an expired key, nor take its signatures', async () => {
    const cwd = await createFiles();
    const refused = await run(cwd, 'in-toto-sign', '-f', 'root.layout', '-g', expired);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_GPG_FAILED]') });
    const gnupg = 'gpg --faked-system-time 20200110T000000!';
    const env = { GNUPGHOME: home.directory, GNUPG: gnupg };
    const args = ['-f', 'root.layout', '-g', expired];
    expect((await runProgram(cwd, 'in-toto-sign', args, { env })).status).toBe(0);
    const checked = await run(cwd, 'in-toto-sign', ...args, '--verify');
    expect(checked).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_KEY_EXPIRED]') });
  });

  it('a whole chain is made with the programs of in-toto and verified with those of both kinds', async () => {
    const cwd = await createFiles();
    await writeFile(join(cwd, 'bob.asc'), home.gpg(['--armor', '--export', bob]));
    const gpg = (...args: readonly string[]): Promise<void> => quietly(cwd, 'in-toto', ...args);
    await gpg('layout', 'new', 'my.layout', '-g', alice, '--step', 'build', '--signers', 'bob.asc');
    await gpg('run', '-n', 'build', '-g', bob, '-p', 'file', '-x');
    for (const profile of ['strict', 'reference']) {
      const verified = await run(cwd, 'in-toto', 'verify', '-l', 'my.layout', '-g', alice, '--profile', profile);
      expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('PASSED') });
    }
    await quietly(cwd, 'in-toto-verify', '-l', 'my.layout', '--gpg', alice, '--gpg-home', home.directory);
    const stranger = await run(cwd, 'in-toto-verify', '-l', 'my.layout', '-g', bob);
    expect(stranger).toMatchObject({ status: 1, stderr: expect.stringContaining('ERR_LAYOUT_UNSIGNED') });
    const { layout } = await readLayout(join(cwd, 'my.layout'));
    expect([...layout.keys.values()]).toMatchObject([{ form: 'gpg', keyId: bob }]);
    const both = await run(cwd, 'in-toto-verify', '-l', 'my.layout', '-g', alice, '--verification-keys', 'owner.pub');
    expect(both.status).toBe(1);
    await gpg('sign', '-f', 'my.layout', '-k', 'owner', '--append');
    await quietly(cwd, 'in-toto-verify', '-l', 'my.layout', '-g', alice, '--verification-keys', 'owner.pub');
    const names = await run(cwd, 'in-toto', 'sign', '-f', 'my.layout', '-g', alice, bob, '--verify');
    expect(names.status).toBe(1);
    expect(names.stdout).toMatch(new RegExp(`^good  ${alice}\nBAD   ${bob}: .*\\[ERR_SIGNATURE_MISSING\\]\n$`));
  });

  it('in-toto record starts and stops with gpg', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto', 'record', 'start', '-n', 'edit', '--gpg', bob, '-m', 'file');
    await quietly(cwd, 'in-toto', 'record', 'stop', '-n', 'edit', '--gpg', bob, '-p', 'file');
    await readLink(join(cwd, `edit.${short(bob)}.link`));
  });

  it('in-toto sign writes a link for the subkey that signed', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto', 'sign', '-f', 'build.link', '--gpg', bob);
    await readLink(join(cwd, `build.${short(signing)}.link`));
    await quietly(cwd, 'in-toto', 'sign', '-f', 'root.layout', '--gpg');
    expect(await signersOf(join(cwd, 'root.layout'))).toEqual([alice]);
  });

  it('in-toto takes a key of gpg wherever it takes a private key', async () => {
    const cwd = await createFiles();
    await quietly(cwd, 'in-toto', 'run', '-n', 'x', '-k', `gpg:${bob}`, '--gpg-home', home.directory, '-x');
    await readLink(join(cwd, `x.${short(signing)}.link`));
    await quietly(cwd, 'in-toto-run', '-n', 'y', '--signing-key', 'gpg:', '-x');
    await readLink(join(cwd, `y.${short(alice)}.link`));
    const { stdout } = await run(cwd, 'in-toto', 'key', 'public', `gpg:${bob}`);
    expect(JSON.parse(stdout)).toMatchObject({ keyid: bob, subkeys: { [signing]: { keyid: signing } } });
    const anyone = await run(cwd, 'in-toto', 'key', 'public', 'gpg:');
    expect(anyone).toMatchObject({ status: 2, stderr: expect.stringContaining('gpg:ID. [ERR_USAGE]') });
    const envelope = await run(cwd, 'in-toto', 'convert', 'root.layout', '--to', 'dsse', '-k', `gpg:${bob}`);
    expect(envelope).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_GPG_DSSE]') });
  });

  it('in-toto key shows keys that gpg exported', async () => {
    const cwd = await createFiles();
    await writeFile(join(cwd, 'bob.gpg'), home.gpg(['--export', bob]));
    expect(await inToto(cwd, ['key', 'id', '--only', 'in-toto', 'bob.gpg'])).toEqual({ ...QUIET, stdout: `${bob}\n` });
    const all = await inToto(cwd, ['key', 'id', 'bob.gpg']);
    expect({ ...all, stdout: '' }).toEqual(QUIET);
    expect(all.stdout.split('\n')).toEqual([
      'bob.gpg: an OpenPGP public key',
      `  ${bob}`,
      '      GnuPG, and in-toto where gpg signs: the fingerprint',
      `  ${signing}`,
      "      a subkey's fingerprint: links that it signs are named for it",
      '',
    ]);
    const { stdout } = await inToto(cwd, ['key', 'show', 'bob.gpg']);
    expect(JSON.parse(stdout)).toMatchObject({ keyid: bob, type: 'rsa', subkeys: { [signing]: { keyid: signing } } });
    await writeFile(join(cwd, 'bob.json'), stdout);
    expect(await inToto(cwd, ['key', 'show', 'bob.json'])).toEqual({ ...QUIET, stdout });
  });

  it.each([
    [['run', '-n', 'x', '-x'], 'Say who signs: give --signing-key KEY or --gpg [ID], one of them.'],
    [['run', '-n', 'x', '-k', 'alice', '-g', '-x'], 'Say who signs'],
    [['run', '-n', 'x', '-g', '--use-dsse', '-x'], 'GPG keys sign no DSSE envelopes.'],
    [['record', 'start', '-n', 'x', '-g', '--use-dsse'], 'GPG keys sign no DSSE envelopes.'],
    [['record', 'stop', '-n', 'x', '-g'], 'There is no '],
    [['sign', '-f', 'root.layout'], 'Give --keys KEY or --gpg [ID], one of them.'],
    [['sign', '-f', 'root.layout', '-k', 'alice', '-g'], 'Give --keys KEY or --gpg [ID], one of them.'],
    [['sign', '-f', 'root.layout', '-g', '--verify'], '--verify needs to know the keys'],
    [['sign', '-f', 'dsse.link', '-g'], 'GPG keys sign no DSSE envelopes.'],
    [['sign', '-f', 'build.link', '-g', 'a', 'b'], 'A link has one signature'],
    [['verify', '-l', 'root.layout'], "Give the project owner's public keys"],
    [['verify', '-l', 'root.layout', '-g', 'ffff'], 'The keyring has no public key'],
    [['layout', 'new', 'x', '-g', '-k', 'alice', '--step', 's'], 'Give --signing-key or --gpg, not both'],
    [['layout', 'new', 'x', '-g', '--use-dsse', '--step', 's'], 'GPG keys sign no DSSE envelopes.'],
  ])('in-toto explains what is wrong with %j', async (args, words) => {
    const cwd = await createFiles();
    const { status, stderr } = await run(cwd, 'in-toto', ...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(words) });
    expect(stderr).toMatch(/^in-toto: [^\n]+ \[ERR_[A-Z_]+\]\n$/);
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toBe(LAYOUT);
  });
});
