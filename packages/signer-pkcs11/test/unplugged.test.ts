import { rmSync } from 'node:fs';

import { createToken, SOFTHSM_MODULE as MODULE, PIN, SOFTHSM, withPrograms } from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { expect, it } from 'vitest';

import { loadCryptoki } from '../src/load-cryptoki.ts';
import { CKR } from '../src/return-values.ts';
import { createSigner, failing, spyOn } from './spy-module.ts';

const DATA = Uint8Array.of(1, 2, 3);

withPrograms(SOFTHSM, 'a token that is unplugged in the middle', () => {
  it('is a folder that somebody deletes', async () => {
    const token = createToken();
    token.importKey('p256');
    const signer = await createSigner({ backend, modulePath: MODULE, token: { label: token.label }, pin: PIN });
    await signer.sign(DATA);
    rmSync(token.folder, { recursive: true });
    const error = await rejectionOf(signer.sign(DATA));
    expect(error).toMatchObject({ code: 'ERR_PKCS11_TOKEN_GONE', details: { reason: 'CKR_OBJECT_HANDLE_INVALID' } });
    expect(error.message).toContain(token.label);
    expect(error.message).not.toMatch(new RegExp(`\n|${PIN}`, 'u'));
    await signer.close();
    expect(await codeOf(createSigner({ backend, modulePath: MODULE, token: { label: token.label }, pin: PIN }))).toBe(
      'ERR_PKCS11_TOKEN_NOT_FOUND',
    );
  });

  it('loses its sessions', async () => {
    const token = createToken();
    token.importKey('p256');
    const spy = await spyOn(MODULE);
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    await signer.sign(DATA);
    // Somebody else in this process ends all use of the module, as a driver does when its reader disappears.
    const other = await loadCryptoki(MODULE);
    await other.finalize();
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_TOKEN_GONE');
    await other.initialize();
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_TOKEN_GONE');
    await signer.close();
  });

  it.each([
    CKR.DEVICE_REMOVED,
    CKR.TOKEN_NOT_PRESENT,
    CKR.SESSION_CLOSED,
    CKR.SESSION_HANDLE_INVALID,
    CKR.KEY_HANDLE_INVALID,
    CKR.USER_NOT_LOGGED_IN,
  ])('answers %i', async (value) => {
    const token = createToken();
    token.importKey('ed25519');
    const spy = await spyOn(MODULE);
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    for (const name of ['signInit', 'sign'] as const) {
      spy.instead[name] = failing(value);
      expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_TOKEN_GONE');
      delete spy.instead[name];
    }
    spy.instead.closeSession = failing(value);
    await signer.close();
  });

  it('goes between the choice of the token and the login', async () => {
    const token = createToken();
    token.importKey('ed25519');
    const spy = await spyOn(MODULE);
    const pin = async (): Promise<string> => {
      spy.instead.openSession = failing(CKR.TOKEN_NOT_PRESENT);
      return PIN;
    };
    expect(await codeOf(spy.createSigner({ backend, token: { label: token.label }, pin }))).toBe(
      'ERR_PKCS11_TOKEN_GONE',
    );
  });
});
