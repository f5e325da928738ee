import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createGpgHome, type GpgHome, withGpg } from '@intoto-tests/gnupg';
import { checkSignature, isOpenPgpSigner, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createLink, createMetablock, encodeLink, parseMetadata, writeMetadata } from '@intoto/models';
import { openpgp } from '@intoto/openpgp';
import { createGpgSigner, exportGpgKey, type GpgSignerOptions } from '@intoto/signer-gpg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

const LINK = createMetablock(encodeLink(createLink({ name: 'build' })));
const DATA = new TextEncoder().encode('data');

let home: GpgHome;
let options: GpgSignerOptions;
const ids = new Map<string, string>();

function idOf(name: string): string {
  return ids.get(name) ?? '';
}

withGpg('signing through gpg', () => {
  beforeAll(() => {
    home = createGpgHome();
    options = { backend, homeDirectory: home.directory };
    ids.set('ed25519', home.makeKey('first <first@in-toto.invalid>'));
    ids.set('rsa', home.makeKey('rsa', { algorithm: 'rsa2048' }));
    ids.set('dsa', home.makeKey('dsa', { algorithm: 'dsa2048' }));
    ids.set('nistp256', home.makeKey('nistp256', { algorithm: 'nistp256' }));
    ids.set('main', home.makeKey('with subkeys', { algorithm: 'rsa2048', usage: 'cert' }));
    ids.set('one', home.addSubkey(idOf('main'), { algorithm: 'rsa2048' }));
    ids.set('two', home.addSubkey(idOf('main'), { algorithm: 'rsa2048', at: new Date('2020-02-01T00:00:00Z') }));
  }, 60_000);

  afterAll(() => home.remove());

  it.each(['ed25519', 'rsa', 'dsa'])('gives a signature that verifies with the exported key: %s', async (name) => {
    const signer = createGpgSigner({ ...options, keyId: idOf(name) });
    expect(isOpenPgpSigner(signer)).toBe(true);
    const signed = parseMetadata(writeMetadata(await signMetadata(LINK, signer)));
    expect(signed.signatures).toMatchObject([{ form: 'gpg', keyId: idOf(name) }]);
    const key = await signer.exportPublicKey(idOf(name));
    const now = new Date();
    for (const form of ['received', 'reference'] as const)
      expect(await checkSignature(signed, key, { backend, openpgp, now, form })).toEqual({ ok: true });
  });

  it.each([
    ['no id', undefined, 'ed25519'],
    ['an empty id', '', 'ed25519'],
    ['the end of a fingerprint', (): string => idOf('rsa').slice(-16).toUpperCase(), 'rsa'],
    ['a mail address', 'first@in-toto.invalid', 'ed25519'],
    ['the id of a main key: its newest subkey', (): string => idOf('main'), 'two'],
    ['the id of a subkey with an exclamation mark: that very one', (): string => `${idOf('one')}!`, 'one'],
  ])('takes the key that gpg takes for %s', async (_, keyId, expected) => {
    const signer = createGpgSigner({ ...options, keyId: typeof keyId === 'function' ? keyId() : keyId });
    expect((await signer.sign(DATA)).keyId).toBe(idOf(expected));
  });

  it('takes another key for once', async () => {
    const signer = createGpgSigner({ ...options, keyId: idOf('rsa') });
    expect((await signer.sign(DATA, idOf('ed25519'))).keyId).toBe(idOf('ed25519'));
    expect((await signer.sign(DATA)).keyId).toBe(idOf('rsa'));
  });

  it('exports a key with its subkeys, by the id of either', async () => {
    for (const name of ['main', 'one', 'two']) {
      const key = await exportGpgKey(idOf(name), options);
      expect(key.keyId).toBe(idOf('main'));
      expect([...key.subkeys.keys()]).toEqual([idOf('one'), idOf('two')]);
    }
  });

  it('finds the key in GNUPGHOME where no home is given', async () => {
    const environment = { ...process.env, GNUPGHOME: home.directory };
    const signer = createGpgSigner({ backend, environment });
    expect((await signer.sign(DATA)).keyId).toBe(idOf('ed25519'));
  });

  it('takes the program and its options from GNUPG', async () => {
    const environment = { ...process.env, GNUPG: `gpg --homedir '${home.directory}' --local-user ${idOf('rsa')}` };
    expect((await createGpgSigner({ backend, environment }).sign(DATA)).keyId).toBe(idOf('rsa'));
  });

  it('reads armor, if gpg is set to write it', async () => {
    writeFileSync(join(home.directory, 'gpg.conf'), 'armor\n');
    try {
      expect((await createGpgSigner(options).sign(DATA)).keyId).toBe(idOf('ed25519'));
      expect((await exportGpgKey(idOf('rsa'), options)).keyId).toBe(idOf('rsa'));
    } finally {
      writeFileSync(join(home.directory, 'gpg.conf'), '');
    }
  });

  it.each([
    ['unknown', 'ff'.repeat(20)],
    ['that looks like an option', '--version'],
    ['with a blank, which is no two ids', `${'f'.repeat(8)} ${'f'.repeat(8)}`],
    ['with what a shell would execute', '$(true);true'],
  ])('fails for an id %s', async (_, keyId) => {
    const signing = await failureOf(createGpgSigner({ ...options, keyId }).sign(DATA));
    expect(signing.code).toBe('ERR_GPG_FAILED');
    expect(signing.message).toMatch(/^gpg failed with exit status 2: gpg: /u);
    expect((await failureOf(exportGpgKey(keyId, options))).code).toBe('ERR_GPG_KEY_NOT_FOUND');
  });

  it('fails for a key that in-toto does not know', async () => {
    const signing = await failureOf(createGpgSigner({ ...options, keyId: idOf('nistp256') }).sign(DATA));
    expect(signing.code).toBe('ERR_OPENPGP_UNSUPPORTED');
    expect((await failureOf(exportGpgKey(idOf('nistp256'), options))).code).toBe('ERR_OPENPGP_UNSUPPORTED');
  });

  it('fails for a home that is not there', async () => {
    const homeDirectory = join(home.directory, 'absent');
    const failure = await failureOf(createGpgSigner({ backend, homeDirectory }).sign(DATA));
    expect(failure.code).toBe('ERR_GPG_FAILED');
  });

  it('exports a revoked key for the reference alone', async () => {
    const revoked = home.makeKey('revoked');
    const certificate = `${home.directory}/openpgp-revocs.d/${revoked.toUpperCase()}.rev`;
    home.gpg(['--import'], { input: readFileSync(certificate, 'utf8').replace(':-----BEGIN', '-----BEGIN') });
    expect((await failureOf(exportGpgKey(revoked, options))).code).toBe('ERR_OPENPGP_KEY_REVOKED');
    expect((await exportGpgKey(revoked, { ...options, profile: 'reference' })).keyId).toBe(revoked);
  });
});

/** A program in the place of gpg. */
function pretend(script: string): Pick<GpgSignerOptions, 'backend' | 'program'> {
  return { backend, program: [process.execPath, '-e', script, '--'] };
}

describe('a gpg that behaves oddly', () => {
  it('that is not there has a code', async () => {
    const { code, message } = await failureOf(createGpgSigner({ backend, program: ['no-such-gpg'] }).sign(DATA));
    expect(code).toBe('ERR_GPG_NOT_FOUND');
    expect(message).toContain('no-such-gpg');
    const environment = { PATH: '/nowhere' };
    expect((await failureOf(createGpgSigner({ backend, environment }).sign(DATA))).message).toContain('gpg2, gpg');
    const named = { PATH: process.env['PATH'], GNUPG: 'no-such-gpg --option' };
    const failure = await failureOf(createGpgSigner({ backend, environment: named }).sign(DATA));
    expect(failure.code).toBe('ERR_GPG_NOT_FOUND');
  });

  it('that cannot be started has a code', async () => {
    const { code } = await failureOf(createGpgSigner({ backend, program: [import.meta.dirname] }).sign(DATA));
    expect(code).toBe('ERR_GPG_START');
  });

  it('that takes too long is ended, even if it does not want to', async () => {
    for (const script of [
      'setInterval(() => {}, 1000)',
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)",
    ]) {
      const { code, message } = await failureOf(createGpgSigner({ ...pretend(script), timeoutMs: 400 }).sign(DATA));
      expect(code).toBe('ERR_GPG_TIMEOUT');
      expect(message).toContain('0.4 seconds');
    }
  });

  it('that fails is quoted, without what would disturb a terminal', async () => {
    const script = "console.error('first\\n\\u001b[2Jno secret key\\n'); process.exit(3)";
    const failure = await failureOf(createGpgSigner(pretend(script)).sign(DATA));
    expect(failure.code).toBe('ERR_GPG_FAILED');
    expect(failure.message).toBe('gpg failed with exit status 3: \\u001b[2Jno secret key');
    expect(failure.details).toMatchObject({ status: 3, stderr: expect.stringContaining('first') });
    const silent = await failureOf(createGpgSigner(pretend('process.kill(process.pid)')).sign(DATA));
    expect(silent.message).toBe('gpg failed by signal SIGTERM');
  });

  it('that does not read what it is to sign is no problem of its own', async () => {
    const failure = await failureOf(createGpgSigner(pretend('process.exit(2)')).sign(new Uint8Array(1 << 22)));
    expect(failure.code).toBe('ERR_GPG_FAILED');
  });

  it.each([
    ['nothing', '', 'ERR_OPENPGP_FORMAT'],
    ['a text', "console.log('hello')", 'ERR_OPENPGP_FORMAT'],
    ['a packet cut short', "process.stdout.write(Buffer.from('88ff', 'hex'))", 'ERR_OPENPGP_PACKET'],
  ])('that writes %s has not signed', async (_, script, code) => {
    expect((await failureOf(createGpgSigner(pretend(script)).sign(DATA))).code).toBe(code);
  });

  it('that writes without an end is stopped', async () => {
    const script = 'const chunk = Buffer.alloc(1 << 20); const more = () => process.stdout.write(chunk, more); more();';
    expect((await failureOf(createGpgSigner(pretend(script)).sign(DATA))).code).toBe('ERR_GPG_OUTPUT');
  });

  it('gets its words one by one, and no shell', async () => {
    const script = 'console.error(JSON.stringify(process.argv.slice(1))); process.exit(1)';
    const signer = createGpgSigner({ ...pretend(script), keyId: 'a; b', homeDirectory: '/a b' });
    const { message } = await failureOf(signer.sign(DATA));
    const words = ['--homedir=/a b', '--detach-sign', '--digest-algo', 'SHA256', '--local-user=a; b'];
    expect(message).toContain(JSON.stringify(words));
    const exported = await failureOf(signer.exportPublicKey('--x'));
    expect(exported.message).toContain(JSON.stringify(['--homedir=/a b', '--export', '--', '--x']));
  });

  it('that tells only the end of a fingerprint is asked for the key', async () => {
    // A signature without the subpacket "issuer fingerprint", by a key that gpg does not have.
    const body = `04001608000605025e0be100000a0910${'ab'.repeat(8)}0000000101000101`;
    const packet = (0x88).toString(16) + (body.length / 2).toString(16) + body;
    const script = `if (process.argv.includes('--detach-sign')) process.stdout.write(Buffer.from('${packet}', 'hex'))`;
    const { code, message } = await failureOf(createGpgSigner(pretend(script)).sign(DATA));
    expect([code, message]).toEqual(['ERR_GPG_KEY_NOT_FOUND', `The keyring has no public key "${'ab'.repeat(8)}".`]);
  });

  it('has to have a name', async () => {
    await expect(createGpgSigner({ backend, program: [] }).sign(DATA)).rejects.toThrow(TypeError);
  });
});
