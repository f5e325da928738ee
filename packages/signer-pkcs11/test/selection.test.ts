import { execFileSync } from 'node:child_process';

import { createToken, SOFTHSM_MODULE as modulePath, PIN, SOFTHSM, withPrograms } from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { encodeHex } from '@intoto/encoding';
import { expect, it, vi } from 'vitest';

import { loadCryptoki } from '../src/load-cryptoki.ts';
import { createSigner, openSigner, pretendToken, spyOn } from './spy-module.ts';

const options = { backend, modulePath, pin: PIN };

async function schemeOf(uri: string, extra: object = {}): Promise<string> {
  const signer = await openSigner(uri, { backend, ...extra });
  await signer.close();
  return signer.publicKey.scheme;
}

withPrograms(SOFTHSM, 'choosing a token', () => {
  it('goes by all that it says of itself', async () => {
    const [token] = [createToken(), createToken(), createToken({ label: 'with ünïcode/✓' })];
    token.importKey('ed25519');
    const cryptoki = await loadCryptoki(modulePath);
    await cryptoki.initialize();
    const library = await cryptoki.getLibraryInfo();
    const slots = await Promise.all(
      (await cryptoki.getSlots()).map(async (slot) => ({
        slot,
        info: await cryptoki.getTokenInfo(slot),
        slotInfo: await cryptoki.getSlotInfo(slot),
      })),
    );
    await cryptoki.finalize();
    const wanted = slots.find(({ info }) => info.label === token.label);
    if (wanted === undefined) throw new Error('the token is gone');
    const { slot, info, slotInfo } = wanted;
    const complete = {
      label: info.label,
      serial: info.serial,
      model: info.model,
      manufacturer: info.manufacturer,
      slotId: Number(slot),
      slotDescription: slotInfo.description,
      slotManufacturer: slotInfo.manufacturer,
      libraryDescription: library.description,
      libraryManufacturer: library.manufacturer,
      libraryVersion: library.version,
    };
    for (const selector of [{ serial: info.serial }, { slotId: Number(slot) }, complete]) {
      const signer = await createSigner({ ...options, token: selector });
      await signer.close();
    }
    for (const name of Object.keys(complete))
      expect(await codeOf(createSigner({ ...options, token: { ...complete, [name]: 'x' } }))).toBe(
        'ERR_PKCS11_TOKEN_NOT_FOUND',
      );
  });

  it('names the tokens where none fits, and where more than one does', async () => {
    const twins = [createToken({ label: 'twin' }), createToken({ label: 'twin' })];
    const none = await rejectionOf(createSigner({ ...options, token: { label: 'absent' } }));
    expect(none.code).toBe('ERR_PKCS11_TOKEN_NOT_FOUND');
    const two = await rejectionOf(createSigner({ ...options, token: { label: 'twin' } }));
    expect(two.code).toBe('ERR_PKCS11_TOKEN_AMBIGUOUS');
    expect(two.details['serials']).toHaveLength(twins.length);
  });

  it('finds none where none is plugged in, or only such that nobody initialized', async () => {
    const spy = await spyOn(modulePath);
    pretendToken(spy, { initialized: false });
    const error = await rejectionOf(spy.createSigner({ backend, pin: PIN }));
    expect(error).toMatchObject({ code: 'ERR_PKCS11_TOKEN_NOT_FOUND', details: { tokens: [] } });
    spy.instead.getSlots = async () => [];
    expect(await codeOf(spy.createSigner({ backend, pin: PIN }))).toBe('ERR_PKCS11_TOKEN_NOT_FOUND');
  });

  it('shows labels that cannot harm a terminal', async () => {
    const spy = await spyOn(modulePath);
    pretendToken(spy, {}, '\u001B[2Jevil\n');
    const { message } = await rejectionOf(spy.createSigner({ backend, token: { label: 'x' } }));
    expect(message).not.toContain('\u001B');
    expect(message).toContain('evil');
  });
});

withPrograms(SOFTHSM, 'choosing a key', () => {
  it('goes by label and id', async () => {
    const token = createToken();
    token.importKey('p256', { id: 'aa01', label: 'one' });
    token.importKey('p384', { id: 'aa02', label: 'one' });
    token.importKey('ed25519', { id: 'aa03', label: 'ö/;=?' });
    const find = async (key: object): Promise<string> => {
      const signer = await createSigner({ ...options, token: { label: token.label }, key });
      await signer.close();
      return signer.publicKey.scheme;
    };
    expect(await find({ id: Uint8Array.of(0xaa, 1) })).toBe('ecdsa-sha2-nistp256');
    expect(await find({ id: Uint8Array.of(0xaa, 2), label: 'one' })).toBe('ecdsa-sha2-nistp384');
    expect(await find({ label: 'ö/;=?' })).toBe('ed25519');
    const ambiguous = await rejectionOf(find({ label: 'one' }));
    expect(ambiguous.code).toBe('ERR_PKCS11_KEY_AMBIGUOUS');
    expect(ambiguous.message).toContain(encodeHex(Uint8Array.of(0xaa, 2)));
    for (const key of [{ label: 'two' }, { id: Uint8Array.of(0xaa) }, { id: Uint8Array.of(0xaa, 3), label: 'one' }])
      expect(await codeOf(find(key))).toBe('ERR_PKCS11_KEY_NOT_FOUND');
  });

  it('goes by URI', async () => {
    const token = createToken({ label: 'URI ✓' });
    token.importKey('p256', { id: 'aa01', label: 'a b' });
    token.importKey('rsa', { id: '2f3b', label: 'c' });
    const query = `?module-path=${modulePath}&pin-source=env:THE_PIN`;
    vi.stubEnv('THE_PIN', PIN);
    expect(await schemeOf(`pkcs11:token=URI%20%E2%9C%93;id=%aa%01;type=private${query}`)).toBe('ecdsa-sha2-nistp256');
    expect(await schemeOf(`PKCS11:token=URI ✓;object=a%20b${query}`)).toBe('ecdsa-sha2-nistp256');
    expect(await schemeOf(`pkcs11:token=URI ✓;id=/%3B${query}`)).toBe('rsassa-pss-sha256');
    const pkcs1 = 'rsa-pkcs1v15-sha512';
    expect(await schemeOf(`pkcs11:token=URI ✓;object=c${query}&scheme=${pkcs1}`)).toBe(pkcs1);
    const short = 'pkcs11:token=URI ✓;object=c?pin-source=env:THE_PIN';
    expect(await schemeOf(short, { modulePath })).toBe('rsassa-pss-sha256');
    vi.stubEnv('PKCS11_MODULE_PATH', modulePath);
    expect(await schemeOf(short)).toBe('rsassa-pss-sha256');
    vi.stubEnv('PKCS11_MODULE_PATH', '');
    expect(await codeOf(openSigner(short, { backend }))).toBe('ERR_PKCS11_MODULE_NOT_FOUND');
    vi.unstubAllEnvs();
  });

  it('passes keys over that do not sign', async () => {
    const token = createToken();
    token.importKey('p256');
    token.importKey('p384');
    const spy = await spyOn(modulePath);
    const CKA_SIGN = 0x108;
    let asked = 0;
    spy.instead.getAttribute = async (session, object, type) => {
      if (type !== CKA_SIGN) return spy.real.getAttribute(session, object, type);
      asked += 1;
      return Uint8Array.of(asked === 1 ? 0 : 1);
    };
    const signer = await spy.createSigner({ backend, token: { label: token.label }, pin: PIN });
    expect(signer.publicKey.keyType).toBe('ecdsa');
    expect(asked).toBe(2);
  });

  it('can do nothing with a key on another curve', async () => {
    const token = createToken();
    token.tool('--keypairgen', '--key-type', 'EC:secp256k1', '--label', 'k1', '--id', '01');
    expect(execFileSync('softhsm2-util', ['--show-slots'], { encoding: 'utf8' })).toContain(token.label);
    expect(await codeOf(createSigner({ ...options, token: { label: token.label } }))).toBe('ERR_PKCS11_PUBLIC_KEY');
  });
});
