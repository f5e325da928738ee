import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';

import { isOpenPgpSigner, type MetadataSigner, openSigner, withSigner } from '@intoto/node';
import { describe, expect, it, vi } from 'vitest';

import { createTemporaryDirectory } from './temporary-directory.ts';

const nameOf = (signer: MetadataSigner): string =>
  isOpenPgpSigner(signer) ? `gpg ${signer.keyId}` : signer.publicKey.keyId;

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

describe('a signer', () => {
  it('is opened from a file, and closing it is nothing', async () => {
    const signer = await openSigner(join(await createTemporaryDirectory({ key: pem() }), 'key'));
    expect(await signer.sign(new Uint8Array())).toHaveLength(64);
    await signer.close();
  });

  it('is asked of the package that its URI names, with password and backend', async () => {
    const close = vi.fn(() => Promise.resolve());
    const opened = { publicKey: { keyId: 'x' }, sign: vi.fn(), close };
    const openPkcs11Signer = vi.fn(() => Promise.resolve(opened));
    const openSshAgentSigner = vi.fn(() => Promise.resolve(opened));
    vi.doMock('@intoto/signer-pkcs11', () => ({ openPkcs11Signer }));
    vi.doMock('@intoto/signer-ssh-agent', () => ({ openSshAgentSigner }));
    await expect(
      withSigner('PKCS11:token=a', { password: 'p' }, (signer) => Promise.reject(new Error(nameOf(signer)))),
    ).rejects.toThrow('x');
    expect(openPkcs11Signer).toHaveBeenCalledExactlyOnceWith('PKCS11:token=a', expect.objectContaining({ pin: 'p' }));
    expect(close).toHaveBeenCalledOnce();
    expect(await withSigner('ssh-agent:', {}, async () => 1)).toBe(1);
    expect(openSshAgentSigner).toHaveBeenCalledOnce();
    vi.doUnmock('@intoto/signer-pkcs11');
    vi.doUnmock('@intoto/signer-ssh-agent');
  });

  it('is gpg, with whatever gpg takes for a key or with its default one', async () => {
    expect(nameOf(await openSigner('gpg:a b:c@d'))).toBe('gpg a b:c@d');
    expect(nameOf(await openSigner('GPG:'))).toBe('gpg undefined');
  });

  it('is opened from a file for everything else', async () => {
    for (const source of [
      '',
      ':',
      'x',
      'file:x',
      'c:x',
      String.raw`C:\x`,
      'pkcs12:x',
      'pkcs11',
      './pkcs11:x',
      ' pkcs11:',
    ])
      await expect(openSigner(source)).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
  });

  it('does not hide what a package lacks, or what fails in it', async () => {
    const missing = Object.assign(new Error("Cannot find package 'koffi' imported from x"), {
      code: 'ERR_MODULE_NOT_FOUND',
    });
    vi.doMock('@intoto/signer-pkcs11', () => ({ openPkcs11Signer: () => Promise.reject(missing) }));
    await expect(openSigner('pkcs11:')).rejects.toBe(missing);
    vi.doUnmock('@intoto/signer-pkcs11');
  });
});
