import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { createToken, SOFTHSM_MODULE as MODULE, PIN, SOFTHSM, type Token, withPrograms } from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import type { PinQuestion } from '@intoto/signer-pkcs11';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { CKR } from '../src/return-values.ts';
import { failing, openSigner, pretendToken, type SpyModule, spyOn } from './spy-module.ts';

const DATA = Uint8Array.of(1, 2, 3);
const WRONG = '0000-falsch';

const logins = (spy: SpyModule): number => spy.calls.filter((name) => name === 'login').length;

withPrograms(SOFTHSM, 'the PIN of a token', () => {
  let token: Token;
  let spy: SpyModule;
  beforeEach(async () => {
    token = createToken();
    token.importKey('ed25519');
    spy = await spyOn(MODULE);
  });

  it('is tried once and is in no message when it is wrong', async () => {
    const error = await rejectionOf(spy.createSigner({ backend, token: { label: token.label }, pin: WRONG }));
    expect(error.code).toBe('ERR_PKCS11_PIN_WRONG');
    expect(error.message).toContain(token.label);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(WRONG);
    expect(JSON.stringify(error.details)).not.toContain(WRONG);
    expect(logins(spy)).toBe(1);
    // What was opened is closed.
    expect(spy.calls.slice(-2)).toEqual(['closeSession', 'finalize']);
  });

  it('may be empty, too long or of any characters, and is wrong', async () => {
    for (const pin of ['', 'x'.repeat(1000), 'ü✓\0', new Uint8Array(8)])
      expect(await codeOf(spy.createSigner({ backend, token: { label: token.label }, pin }))).toBe(
        'ERR_PKCS11_PIN_WRONG',
      );
    expect(logins(spy)).toBe(4);
  });

  it.each([
    [{}, 'refused the PIN. It was'],
    [{ pinCountLow: true }, 'few tries'],
    [{ pinCountLow: true, pinFinalTry: true }, 'the next wrong one locks it'],
    [{ pinLocked: true }, 'is now locked'],
  ])('is said to be near its end: %j', async (flags, words) => {
    const pin = async (): Promise<string> => {
      pretendToken(spy, flags);
      return WRONG;
    };
    const error = await rejectionOf(spy.createSigner({ backend, token: { label: token.label }, pin }));
    expect(error.code).toBe('ERR_PKCS11_PIN_WRONG');
    expect(error.message).toContain(words);
  });

  it('is said to have one try left before it is asked for', async () => {
    pretendToken(spy, { pinFinalTry: true });
    const pin = vi.fn(() => Promise.reject(new RangeError('no')));
    await expect(spy.createSigner({ backend, pin })).rejects.toThrow(RangeError);
    expect(pin).toHaveBeenCalledExactlyOnceWith({ token: 'pretended', lastTry: true });
  });

  it('is not tried on a token that says it is locked', async () => {
    pretendToken(spy, { pinLocked: true });
    const pin = vi.fn(() => Promise.resolve(PIN));
    expect(await codeOf(spy.createSigner({ backend, pin }))).toBe('ERR_PKCS11_PIN_LOCKED');
    expect(logins(spy)).toBe(0);
    expect(pin).not.toHaveBeenCalled();
  });

  it('turns out to be locked', async () => {
    spy.instead.login = failing(CKR.PIN_LOCKED);
    const options = { backend, token: { label: token.label }, pin: PIN };
    expect(await codeOf(spy.createSigner(options))).toBe('ERR_PKCS11_PIN_LOCKED');
    expect(logins(spy)).toBe(1);
  });

  it('is needed', async () => {
    expect(await codeOf(spy.createSigner({ backend, token: { label: token.label } }))).toBe('ERR_PKCS11_PIN_NEEDED');
    expect(logins(spy)).toBe(0);
  });

  it('is asked for once, with the name of the token, and not while others wait', async () => {
    const other = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    const pin = vi.fn(async (question: PinQuestion) => {
      expect(question).toEqual({ token: token.label, lastTry: false });
      await other.sign(DATA);
      return Buffer.from(PIN);
    });
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin });
    for (let round = 0; round < 3; round++) await signer.sign(DATA);
    expect(pin).toHaveBeenCalledOnce();
    await Promise.all([signer.close(), other.close()]);
  });

  it('is asked of somebody who declines', async () => {
    const options = { backend, token: { label: token.label }, pin: () => Promise.reject(new RangeError('no')) };
    await expect(spy.createSigner(options)).rejects.toThrow(RangeError);
    expect(logins(spy)).toBe(0);
    expect(spy.calls.at(-1)).toBe('finalize');
  });

  it('is typed on the reader where that has keys of its own', async () => {
    pretendToken(spy, { protectedPath: true });
    spy.instead.openSession = async () => 1;
    const login = vi.fn(failing(CKR.FUNCTION_CANCELED));
    spy.instead.login = login;
    const pin = vi.fn(() => Promise.resolve(PIN));
    expect(await codeOf(spy.createSigner({ backend, pin }))).toBe('ERR_PKCS11_FAILED');
    expect(login).toHaveBeenCalledExactlyOnceWith(1, 'user', undefined);
    expect(pin).not.toHaveBeenCalled();
  });

  it('is given again for each signature where the key wants it, and never after it was refused', async () => {
    const keys = createToken();
    keys.tool('--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'always', '--id', '01', '--always-auth');
    const signer = await spy.createSigner({ backend, token: { label: keys.label }, pin: PIN });
    expect((await signer.sign(DATA)).length).toBeGreaterThan(60);
    expect((await signer.sign(DATA)).length).toBeGreaterThan(60);
    expect(logins(spy)).toBe(3);
    spy.instead.login = failing(CKR.PIN_INCORRECT);
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_PIN_WRONG');
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_PKCS11_PIN_WRONG');
    expect(logins(spy)).toBe(4);
    await signer.close();
  });

  it('is wiped once it is not needed again; what the caller holds stays', async () => {
    const pin = Buffer.from(PIN);
    const seen: Uint8Array[] = [];
    spy.instead.login = (session, user, given) => {
      seen.push(given ?? new Uint8Array());
      return spy.real.login(session, user, given);
    };
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin });
    expect(seen).toEqual([new Uint8Array(PIN.length)]);
    expect(pin.toString()).toBe(PIN);
    await signer.close();
  });
});

withPrograms(SOFTHSM, 'the PIN that a URI points to', () => {
  let folder: string;
  let uri: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-toto-pin-'));
    const token = createToken();
    token.importKey('ed25519');
    uri = `pkcs11:token=${encodeURIComponent(token.label)}?module-path=${MODULE}&pin-source=`;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is in a file, with or without a newline, or in the environment', async () => {
    vi.stubEnv('THE_PIN', PIN);
    writeFileSync(join(folder, 'with newline'), `${PIN}\n`);
    writeFileSync(join(folder, 'dos'), `${PIN}\r\n`);
    writeFileSync(join(folder, 'plain'), PIN);
    for (const source of [
      'env:THE_PIN',
      `file:${join(folder, 'plain')}`,
      `file://${join(folder, 'plain')}`,
      `file:${encodeURIComponent(join(folder, 'with newline'))}`,
      `file:${join(folder, 'dos')}`,
    ]) {
      const signer = await openSigner(uri + source, { backend });
      await signer.close();
    }
    vi.unstubAllEnvs();
  });

  it('cannot be had', async () => {
    writeFileSync(join(folder, 'empty'), '\n');
    writeFileSync(join(folder, 'long'), 'x'.repeat(5000));
    for (const source of [
      'env:NOT_SET_ANYWHERE',
      'env:',
      `file:${join(folder, 'absent')}`,
      `file:${join(folder, 'empty')}`,
      `file:${join(folder, 'long')}`,
      `file:${folder}`,
      'file:',
      'file://host/pin',
      `%7Cecho ${PIN}`,
      'https://example.org/pin',
      PIN,
    ]) {
      const error = await rejectionOf(openSigner(uri + source, { backend }));
      expect([source, error.code]).toEqual([source, 'ERR_PKCS11_PIN_SOURCE']);
      expect(error.message).not.toContain(PIN);
    }
  });
});
