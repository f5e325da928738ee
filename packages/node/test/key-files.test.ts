import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';

import { encodePrivateKeyPem, encodePublicKeyPem, generatePrivateKey } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { InTotoError } from '@intoto/encoding';
import { exportPrivateKey, exportPublicKey } from '@intoto/keys';
import { describe, expect, it } from 'vitest';

import { identifyKeyFile, readPrivateKey, readPublicKey, readPublicKeys } from '../src/key-files.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const alice = await generatePrivateKey({ type: 'ed25519', backend });
const rsa = await generatePrivateKey({ type: 'rsa', backend });

async function createKeys() {
  const directory = await createTemporaryDirectory({
    alice: await encodePrivateKeyPem(alice, { backend }),
    'alice.encrypted': await encodePrivateKeyPem(alice, { backend, password: 'secret' }),
    'alice.pub': encodePublicKeyPem(alice.publicKey),
    'alice.der': alice.pkcs8,
    'alice.jwk': await exportPrivateKey(alice, { format: 'jwk', backend }),
    'alice.ssh': exportPublicKey(alice.publicKey, { format: 'openssh' }),
    'rsa.pub': encodePublicKeyPem(rsa.publicKey),
    'rsa.old': createPrivateKey({ key: Buffer.from(rsa.pkcs8), format: 'der', type: 'pkcs8' }).export({
      type: 'pkcs1',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    }),
    text: 'not a key\n',
    large: 'x'.repeat(1024 * 1024 + 1),
  });
  return (name: string): string => join(directory, name);
}

describe('readPublicKey', () => {
  it('reads a key, with the scheme and the kind of id asked for', async () => {
    const at = await createKeys();
    expect(await readPublicKey(at('alice.pub'))).toMatchObject({ keyId: alice.publicKey.keyId, scheme: 'ed25519' });
    expect(await readPublicKey(at('rsa.pub'), { scheme: 'rsa-pkcs1v15-sha256' })).toMatchObject({
      scheme: 'rsa-pkcs1v15-sha256',
    });
    const legacy = await readPublicKey(at('rsa.pub'), { keyId: 'legacy' });
    expect(legacy.keyId).not.toBe(rsa.publicKey.keyId);
  });

  it('reads keys of other kinds', async () => {
    const at = await createKeys();
    expect(await readPublicKey(at('alice.ssh'))).toEqual(alice.publicKey);
  });

  it('names the file in errors about its content, and keeps their code', async () => {
    const at = await createKeys();
    const error: unknown = await readPublicKey(at('alice')).catch((cause: unknown) => cause);
    expect(InTotoError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'ERR_KEY_PRIVATE', details: { path: at('alice') } });
    expect((error as Error).message).toContain(`${at('alice')}: `);
    await expect(readPublicKey(at('large'))).rejects.toMatchObject({ code: 'ERR_KEY_FORMAT' });
    await expect(readPublicKey(at('absent'))).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
  });
});

describe('readPublicKeys', () => {
  it('maps ids to keys', async () => {
    const at = await createKeys();
    const keys = await readPublicKeys([at('rsa.pub'), at('alice.pub'), at('alice.pub')]);
    expect([...keys.keys()]).toEqual([rsa.publicKey.keyId, alice.publicKey.keyId]);
    expect(await readPublicKeys([])).toEqual(new Map());
  });

  it('fails where one of them cannot be read', async () => {
    const at = await createKeys();
    await expect(readPublicKeys([at('alice.pub'), at('text')])).rejects.toMatchObject({ code: 'ERR_KEY_FORMAT' });
  });
});

describe('readPrivateKey', () => {
  it('reads PEM and DER, and encrypted keys with their password', async () => {
    const at = await createKeys();
    expect(await readPrivateKey(at('alice'))).toEqual(alice);
    expect(await readPrivateKey(at('alice.der'))).toEqual(alice);
    expect(await readPrivateKey(at('alice.encrypted'), { password: 'secret' })).toEqual(alice);
  });

  it('reads keys of other kinds', async () => {
    const at = await createKeys();
    expect(await readPrivateKey(at('alice.jwk'))).toEqual(alice);
    expect(await readPrivateKey(at('rsa.old'), { password: 'secret' })).toEqual(rsa);
  });

  it.each([
    ['alice.encrypted', {}, 'ERR_KEY_PASSWORD_NEEDED'],
    ['alice.encrypted', { password: 'wrong' }, 'ERR_KEY_PASSWORD'],
    ['alice', { password: 'secret' }, 'ERR_KEY_NOT_ENCRYPTED'],
    ['alice.pub', {}, 'ERR_KEY_PUBLIC'],
    ['alice.ssh', {}, 'ERR_KEY_PUBLIC'],
    ['alice.jwk', { password: 'secret' }, 'ERR_KEY_NOT_ENCRYPTED'],
    ['rsa.old', {}, 'ERR_KEY_PASSWORD_NEEDED'],
    ['rsa.old', { password: 'wrong' }, 'ERR_KEY_PASSWORD'],
    ['text', {}, 'ERR_KEY_FORMAT'],
    ['.', {}, 'ERR_FILE_NOT_REGULAR'],
    ['absent', {}, 'ERR_FILE_NOT_FOUND'],
  ])('refuses %s with %o: %s', async (name, options, code) => {
    const at = await createKeys();
    await expect(readPrivateKey(at(name), options)).rejects.toMatchObject({ code, details: { path: at(name) } });
  });
});

describe('identifyKeyFile', () => {
  it('says what a file looks like, and reads it', async () => {
    const at = await createKeys();
    const { found, source } = await identifyKeyFile(at('alice.der'));
    expect(found).toMatchObject({ kind: 'pkcs8', holds: 'private', encrypted: false });
    expect(source).toEqual(new Uint8Array(alice.pkcs8));
    expect((await identifyKeyFile(at('text'))).found.kind).toBe('unknown');
    expect((await identifyKeyFile(at('large'))).found.kind).toBe('too-large');
    await expect(identifyKeyFile(at('absent'))).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
  });
});
