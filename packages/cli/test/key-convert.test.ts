import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { loadPrivateKey, nodeBackend as backend } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto } from './in-toto.ts';
import { fileOf, keyIdOf, PASSWORD } from './key-vectors.ts';

const PRIVATE_FILES = {
  'pkcs8.pem': fileOf('p256', 'private', 'PKCS#8 PEM'),
  'sec1.pem': fileOf('p256', 'private', 'SEC 1 PEM'),
  id_ecdsa: fileOf('p256', 'private', 'OpenSSH'),
  'key.jwk': fileOf('p256', 'private', 'JWK'),
};
const ENCRYPTED_FILES = {
  'pkcs8.enc': fileOf('p256', 'private', 'PKCS#8 PBKDF2 AES-256'),
  'scrypt.enc': fileOf('p256', 'private', 'PKCS#8 scrypt'),
  'old.enc': fileOf('p256', 'private', 'traditional AES-256'),
  'id_ecdsa.enc': fileOf('p256', 'private', 'OpenSSH aes256-ctr'),
  'cosign.key': fileOf('p256', 'private', 'Encrypted Sigstore Private Key'),
};
const PUBLIC_FILES = {
  'spki.pem': fileOf('p256', 'public', 'SPKI PEM'),
  'id_ecdsa.pub': fileOf('p256', 'public', 'OpenSSH'),
  'rfc4716.pub': fileOf('p256', 'public', 'RFC 4716'),
  'pub.jwk': fileOf('p256', 'public', 'JWK'),
  'owner.crt': fileOf('p256', 'public', 'X.509 PEM'),
  'key.json': fileOf('p256', 'public', 'layout key object'),
};
const FILES = { ...PRIVATE_FILES, ...ENCRYPTED_FILES, ...PUBLIC_FILES };

async function convert(cwd: string, args: readonly string[]) {
  return inToto(cwd, ['key', 'convert', ...args]);
}

describe('in-toto key convert', () => {
  it.each(Object.keys(PUBLIC_FILES))('reads %s', async (file) => {
    const cwd = await createWorkshop(FILES);
    expect(await convert(cwd, [file, '--to', 'pem'])).toMatchObject({ status: 0, stdout: FILES['spki.pem'] });
  });

  it.each(['pem', 'jwk', 'openssh', 'sslib', 'layout'])('writes a public key as %s', async (format) => {
    const cwd = await createWorkshop(FILES);
    expect((await convert(cwd, ['owner.crt', '--to', format, '-o', 'out'])).status).toBe(0);
    expect(await convert(cwd, ['out', '--to', 'pem'])).toEqual({ status: 0, stdout: FILES['spki.pem'], stderr: '' });
  });

  it.each(Object.keys(PRIVATE_FILES))('reads %s', async (file) => {
    const cwd = await createWorkshop(FILES);
    const { stdout } = await convert(cwd, [file, '--to', 'private-pem', '-o', '-']);
    expect(stdout).toBe(FILES['pkcs8.pem']);
  });

  it.each(['private-pem', 'private-jwk', 'private-sslib'])('writes %s for its owner only', async (format) => {
    const cwd = await createWorkshop(FILES);
    const { status, stderr } = await convert(cwd, ['id_ecdsa', '--to', format, '-o', 'out']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    if (process.platform !== 'win32') expect((await stat(join(cwd, 'out'))).mode & 0o777).toBe(0o600);
    const again = await convert(cwd, ['out', '--to', 'private-pem']);
    expect(again).toEqual({ status: 0, stdout: FILES['pkcs8.pem'], stderr: '' });
  });

  it.each(Object.keys(ENCRYPTED_FILES))('decrypts %s, and encrypts it anew', { timeout: 60_000 }, async (file) => {
    const cwd = await createWorkshop(FILES);
    const plain = await convert(cwd, [file, '-P', PASSWORD, '--to', 'private-pem']);
    expect(plain.stdout).toBe(FILES['pkcs8.pem']);
    const args = [file, '-P', PASSWORD, '--to', 'private-pem', '--new-password', 'new', '-o', 'out'];
    expect((await convert(cwd, args)).status).toBe(0);
    const pem = await readFile(join(cwd, 'out'), 'utf8');
    const { publicKey } = await loadPrivateKey(pem, { backend, password: 'new' });
    expect(publicKey.keyId).toBe(keyIdOf('p256'));
  });

  it('says that traditional encryption is weak', async () => {
    const cwd = await createWorkshop(FILES);
    const { stderr } = await convert(cwd, ['old.enc', '-P', PASSWORD, '--to', 'pem']);
    expect(stderr).toBe(
      'in-toto: note: old.enc: this encryption is weak; `in-toto key convert` writes a better one.\n',
    );
  });

  it('writes the public key of a private one unless the private one is asked for by name', async () => {
    const cwd = await createWorkshop(FILES);
    for (const file of Object.keys(PRIVATE_FILES))
      expect((await convert(cwd, [file, '--to', 'pem'])).stdout).toBe(FILES['spki.pem']);
    expect((await convert(cwd, ['cosign.key', '-P', PASSWORD, '--to', 'pem'])).stdout).toBe(FILES['spki.pem']);
  });

  it('encrypts the key files of in-toto 2', async () => {
    const cwd = await createWorkshop(FILES);
    const args = ['pkcs8.pem', '--to', 'private-sslib', '--new-password', 'new', '-o', '-'];
    const { stdout } = await convert(cwd, args);
    expect(stdout).toMatch(/^[0-9a-f]{32}@@@@100000@@@@[0-9a-f]{64}@@@@[0-9a-f]{32}@@@@[0-9a-f]+$/);
  });

  it('takes a scheme', async () => {
    const cwd = await createWorkshop({ 'rsa.pem': fileOf('rsa', 'public', 'SPKI PEM') });
    const { stdout } = await convert(cwd, ['rsa.pem', '--to', 'jwk', '--scheme', 'rsa-pkcs1v15-sha512']);
    expect(JSON.parse(stdout)).toMatchObject({ kty: 'RSA', alg: 'RS512' });
  });

  it.each([
    [['spki.pem', '--to', 'private-pem'], 'ERR_KEY_PUBLIC', 'expected a private key'],
    [['spki.pem', '--to', 'pem', '-P', 'x'], 'ERR_USAGE', 'needs no password'],
    [['pkcs8.pem', '--to', 'pem', '-P', 'x'], 'ERR_KEY_NOT_ENCRYPTED', 'not encrypted'],
    [['cosign.key', '--to', 'pem'], 'ERR_KEY_PASSWORD_NEEDED', 'a password is needed'],
    [['cosign.key', '--to', 'pem', '-P', 'wrong'], 'ERR_KEY_PASSWORD', 'does not decrypt'],
    [['pkcs8.pem', '--to', 'pem', '--new-password', 'x'], 'ERR_USAGE', 'A public key is not encrypted'],
    [['pkcs8.pem', '--to', 'private-jwk', '--new-password', 'x'], 'ERR_USAGE', 'A JSON Web Key is not encrypted'],
    [['pkcs8.pem', '--to', 'private-pem', '--new-password'], 'ERR_USAGE', 'there is no terminal'],
    [['pkcs8.pem', '--to', 'private-pem', '--scheme', 'ed25519'], 'ERR_CRYPTO_UNSUPPORTED', 'not supported'],
    [['pkcs8.pem', '--to', 'pem', '-o', 'key.jwk'], 'ERR_WRITE_EXISTS', 'key.jwk exists'],
    [['garbage', '--to', 'pem'], 'ERR_KEY_FORMAT', 'garbage: The bytes look like neither'],
    [['absent', '--to', 'pem'], 'ERR_FILE_NOT_FOUND', 'absent does not exist'],
  ])('refuses %j', async (args, code, words) => {
    const cwd = await createWorkshop(FILES);
    const before = await readdir(cwd);
    const { status, stdout, stderr } = await convert(cwd, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(new RegExp(`^in-toto: [^\n]*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual(before);
  });
});

describe('a key of another kind', () => {
  it('signs and verifies as any other', { timeout: 60_000 }, async () => {
    const cwd = await createWorkshop(FILES);
    const layout = [
      'layout',
      'new',
      'root.layout',
      '--signing-key',
      'id_ecdsa',
      '--step',
      's',
      '--signers',
      'key.json',
    ];
    expect(await inToto(cwd, layout)).toMatchObject({ status: 0, stderr: '' });
    const run = ['run', '-n', 's', '-k', 'cosign.key', '-P', PASSWORD, '-x'];
    expect(await inToto(cwd, run)).toMatchObject({ status: 0, stderr: '' });
    for (const key of Object.keys(PUBLIC_FILES)) {
      const { status } = await inToto(cwd, ['verify', '-l', 'root.layout', '-k', key]);
      expect(status).toBe(0);
    }
  });

  it('of OpenSSH, encrypted, signs a step with its password and with no other', { timeout: 60_000 }, async () => {
    for (const name of ['p256', 'ed25519', 'rsa']) {
      const cwd = await createWorkshop({ id: fileOf(name, 'private', 'OpenSSH aes256-ctr') });
      const run = ['run', '-n', 's', '-k', 'id', '-x'];
      for (const [password, code] of [
        [['-P', 'hunter2'], 'ERR_KEY_PASSWORD'],
        [[], 'ERR_KEY_PASSWORD_NEEDED'],
      ] as const) {
        const { status, stdout, stderr } = await inToto(cwd, [...run, ...password]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).toMatch(new RegExp(`^in-toto: id: [^\n]*\\[${code}\\]\n$`));
        expect(stderr).not.toContain('hunter2');
      }
      expect(await inToto(cwd, [...run, '-P', PASSWORD])).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(await readdir(cwd)).toContain(`s.${keyIdOf(name).slice(0, 8)}.link`);
    }
  });
});
