import { webcryptoBackend as backend } from '@intoto-tests/support';
import type { JsonObject } from '@intoto/encoding';
import { loadOpenPgpKey, toSslibPublicKey } from '@intoto/openpgp';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';
import { exportOf, idOf, KEYRING, KEYS, NEWER } from './keyrings.ts';

/** Exceptions of the reference, and what stands for them here. */
const CODES: Readonly<Record<string, string>> = {
  KeyNotFoundError: 'ERR_OPENPGP_KEY_NOT_FOUND',
  SignatureAlgorithmNotSupportedError: 'ERR_OPENPGP_UNSUPPORTED',
};

function errorIn(value: unknown): string | undefined {
  return (value as { readonly error?: string }).error;
}

/** The validity periods of a key and its subkeys; subkeys by the names that they have here. */
async function read(name: string, role?: string): Promise<unknown> {
  const { json, subkeys } = await loadOpenPgpKey(exportOf(name), {
    backend,
    keyId: role === undefined ? undefined : idOf(name, role),
  });
  const roles = Object.entries(KEYS[name]?.ids ?? {});
  const periods = [...subkeys].map(([id, subkey]) => [
    roles.find(([, known]) => known === id)?.[0],
    subkey.json['validity_period'],
  ]);
  return { main: json['validity_period'], ...Object.fromEntries(periods) };
}

describe('keys made by gpg, as the reference exports them', () => {
  for (const [name, { ids, reference }] of Object.entries(KEYS)) {
    it.each(Object.entries(ids))(`${name}, asked for by the id of its part "%s"`, async (role, keyId) => {
      const expected = reference[role];
      const code = CODES[errorIn(expected) ?? ''];
      const loading = loadOpenPgpKey(exportOf(name), { backend, keyId, profile: 'reference' });
      if (code === undefined) expect((await loading).json).toEqual(expected);
      else expect((await failureOf(loading)).code).toBe(code);
    });
  }

  it('has keys of every kind, and exceptions', () => {
    const outcomes = Object.values(KEYS).flatMap(({ reference }) => Object.values(reference));
    const kinds = outcomes.map((outcome) => errorIn(outcome) ?? (outcome as JsonObject)['type']);
    expect(new Set(kinds)).toEqual(new Set([...Object.keys(CODES), 'dsa', 'eddsa', 'rsa']));
  });
});

const YEAR = 365 * 24 * 60 * 60;

describe('keys made by gpg, as RFC 4880 reads them', () => {
  it.each([
    ['rsa', { main: 2 * YEAR }],
    ['rsa-subkeys', { main: undefined, one: YEAR, two: undefined }],
    ['dsa-2048', { main: 2 * YEAR, signing: undefined }],
    ['eddsa', { main: undefined }],
    ['image', { main: 2 * YEAR, signing: undefined }],
    ['introduced', { main: 2 * YEAR }],
    ['certified-sha256', { main: 2 * YEAR, subkey: undefined }],
    ['certified-sha512', { main: 2 * YEAR, subkey: undefined }],
  ])('are what the reference makes of them: %s', async (name, expected) => {
    expect(await read(name)).toEqual(expected);
  });

  it.each([
    ['expiry and subkeys of an Ed25519 key', 'eddsa-subkeys', { main: 2 * YEAR, signing: YEAR }],
    ['an Ed25519 subkey of an RSA key', 'mixed', { main: undefined, signing: undefined }],
    ['what is certified with SHA-384', 'certified-sha384', { main: 2 * YEAR, subkey: undefined }],
    ['the expiry that a long user id certifies', 'user-ids-long', { main: 1155 * 24 * 60 * 60 }],
  ])('keep what the reference loses: %s', async (_, name, expected) => {
    expect(await read(name)).toEqual(expected);
  });

  it.each([
    ['that are for encryption', 'rsa-encryption', { main: undefined }],
    ['that are revoked', 'revoked-subkey', { main: undefined, good: undefined }],
  ])('leave out subkeys %s', async (_, name, expected) => {
    expect(await read(name)).toEqual(expected);
  });

  it('are not those that their owner has revoked', async () => {
    const { code, message } = await failureOf(read('revoked'));
    expect(code).toBe('ERR_OPENPGP_KEY_REVOKED');
    expect(message).toContain(idOf('revoked'));
  });

  it('are not found by a subkey that is left out', async () => {
    for (const [name, role] of [
      ['rsa-encryption', 'encryption'],
      ['revoked-subkey', 'revoked'],
      ['eddsa-subkeys', 'encryption'],
    ] as const)
      expect((await failureOf(read(name, role))).code).toBe('ERR_OPENPGP_KEY_NOT_FOUND');
    expect(await read('revoked-subkey', 'good')).toEqual({ main: undefined, good: undefined });
  });
});

describe('a keyring', () => {
  it('gives the key asked for, by its whole fingerprint or the end of it, in either case', async () => {
    for (const name of ['rsa', 'eddsa']) {
      const id = idOf(name);
      for (const keyId of [id, id.slice(-16), id.slice(-8).toUpperCase()])
        expect((await loadOpenPgpKey(KEYRING, { backend, keyId })).keyId).toBe(id);
    }
  });

  it('is not read where it is not said which key is meant', async () => {
    const { code, message } = await failureOf(loadOpenPgpKey(KEYRING, { backend }));
    expect(code).toBe('ERR_OPENPGP_KEY_AMBIGUOUS');
    expect(message).toContain(idOf('rsa'));
  });

  it('has no other keys than are in it', async () => {
    for (const keyId of ['ff'.repeat(20), idOf('rsa').slice(0, 16), '', 'in-toto', `0x${idOf('rsa')}`]) {
      const { code } = await failureOf(loadOpenPgpKey(KEYRING, { backend, keyId }));
      expect(code).toBe('ERR_OPENPGP_KEY_NOT_FOUND');
    }
  });

  it('may have keys that in-toto does not know, which are no obstacle to the others', async () => {
    const { code } = await failureOf(loadOpenPgpKey(KEYRING, { backend, keyId: idOf('nist') }));
    expect(code).toBe('ERR_OPENPGP_UNSUPPORTED');
    expect((await loadOpenPgpKey(KEYRING, { backend, keyId: idOf('rsa') })).keyId).toBe(idOf('rsa'));
  });
});

describe('toSslibPublicKey', () => {
  it.each(Object.entries(NEWER))("gives the reference's newer form: %s", async (title, expected) => {
    const [name = '', role = ''] = title.split(' ');
    const key = await loadOpenPgpKey(exportOf(name), { backend });
    expect(toSslibPublicKey(key, idOf(name, role)).json).toEqual(expected);
  });

  it('takes the key itself unless told', async () => {
    const key = await loadOpenPgpKey(exportOf('rsa'), { backend });
    expect(toSslibPublicKey(key)).toMatchObject({ form: 'sslib', keyId: idOf('rsa'), keyType: 'rsa' });
    expect(() => toSslibPublicKey(key, 'ff'.repeat(20))).toThrow(TypeError);
  });
});
