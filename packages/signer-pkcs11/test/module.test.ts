import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createToken, SOFTHSM_MODULE as MODULE, PIN, SOFTHSM, withPrograms } from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { CKR } from '../src/return-values.ts';
import { createSigner, failing, spyOn } from './spy-module.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-toto-module-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const load = (modulePath: string): Promise<string> => codeOf(createSigner({ backend, modulePath, pin: PIN }));

describe('a PKCS#11 module', () => {
  it('may not be there', async () => {
    expect(await load(join(folder, 'absent.so'))).toBe('ERR_PKCS11_MODULE_NOT_FOUND');
    expect(await load('./absent.so')).toBe('ERR_PKCS11_MODULE_NOT_FOUND');
  });

  it('may be something else', async () => {
    writeFileSync(join(folder, 'text.so'), 'hello');
    writeFileSync(join(folder, 'empty.so'), '');
    // The last is a library, and no PKCS#11 module.
    for (const path of [folder, join(folder, 'text.so'), join(folder, 'empty.so'), 'libnothing.so', 'libm.so.6'])
      expect([path, await load(path)]).toEqual([path, 'ERR_PKCS11_MODULE_UNUSABLE']);
  });

  it('cannot be called where koffi has no build', async () => {
    vi.resetModules();
    vi.doMock('koffi', () => {
      throw new Error('Cannot find the native Koffi module');
    });
    const fresh = await import('../src/create-pkcs11-signer.ts');
    const error = await rejectionOf(fresh.createPkcs11Signer({ backend, modulePath: MODULE }));
    expect(error.code).toBe('ERR_PKCS11_PLATFORM');
    vi.doUnmock('koffi');
    vi.resetModules();
  });
});

withPrograms(SOFTHSM, 'a module', () => {
  it('is called without locks of its own where it has none', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const spy = await spyOn(MODULE);
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    await signer.close();
    spy.instead.initialize = failing(CKR.GENERAL_ERROR);
    const error = await rejectionOf(spy.createSigner({ backend, token: { label: token.label }, pin: PIN }));
    expect(error.code).toBe('ERR_PKCS11_MODULE_UNUSABLE');
    expect(error.message).toContain('CKR_GENERAL_ERROR');
    delete spy.instead.initialize;
    const again = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    await again.close();
  });

  it('is left alone by who did not initialize it', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const host = await spyOn(MODULE);
    await host.real.initialize();
    const guest = await spyOn(MODULE);
    const signer = await guest.createSigner({ backend, token: { label: token.label }, pin: PIN });
    await signer.sign(new Uint8Array());
    await signer.close();
    expect(guest.calls).not.toContain('finalize');
    expect(await host.real.getSlots()).not.toEqual([]);
    await host.real.finalize();
  });

  it('fails with its own words', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const spy = await spyOn(MODULE);
    const options = { backend, token: { label: token.label }, pin: PIN };
    for (const name of ['getLibraryInfo', 'getSlots', 'openSession', 'findObjects', 'getMechanisms'] as const) {
      spy.instead[name] = failing(CKR.DEVICE_ERROR);
      const error = await rejectionOf(spy.createSigner(options));
      expect(error).toMatchObject({ code: 'ERR_PKCS11_FAILED', details: { reason: 'CKR_DEVICE_ERROR' } });
      delete spy.instead[name];
    }
    spy.instead.login = failing(0x8000_0001);
    expect((await rejectionOf(spy.createSigner(options))).message).toContain('0x80000001');
  });
});
