import { parsePublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { failureOf, problemsOf } from './failure-of.ts';
import { change, ED25519_KEY, GPG_KEY } from './samples.ts';

describe('parsePublicKey', () => {
  it('reads the form of securesystemslib and keeps all of it', () => {
    const json = change(ED25519_KEY, { keyid_hash_algorithms: ['sha256', 'sha512'] });
    expect(parsePublicKey(json)).toEqual({
      form: 'sslib',
      keyId: 'c6d8bf2e',
      keyType: 'ed25519',
      scheme: 'ed25519',
      keyVal: { public: 'ab'.repeat(32) },
      json,
    });
  });

  it('reads the GPG form with its subkeys', () => {
    const key = parsePublicKey(GPG_KEY);
    if (key.form !== 'gpg') throw new Error('not a GPG key');
    expect(key.keyId).toBe('7b3abb26b97b655ab9296bd15b0bd02e1c768c43');
    expect([...key.subkeys.values()]).toMatchObject([
      { form: 'gpg', keyId: 'c5a0abe6ec19d0d65f85e2c39be9df5131d924e9', subkeys: new Map() },
    ]);
  });

  it('prefers the GPG form, as the reference does', () => {
    expect(parsePublicKey({ ...ED25519_KEY, ...GPG_KEY }).form).toBe('gpg');
    expect(parsePublicKey({ ...GPG_KEY, ...ED25519_KEY, subkeys: { ab: {} } }).form).toBe('sslib');
  });

  it.each([
    ['of no type', 1, [' must be of type object']],
    ['without id', change(ED25519_KEY, { keyid: undefined }), [' must have the member keyid']],
    ['with an empty id', change(ED25519_KEY, { keyid: '' }), ['/keyid must not be empty']],
    ['with an empty id', change(GPG_KEY, { keyid: '' }), ['/keyid must not be empty']],
    ['whose id is a number', change(GPG_KEY, { keyid: 1 }), ['/keyid must be of type string']],
    ['without material', change(ED25519_KEY, { keyval: {} }), ['/keyval must have a member public of type string']],
    [
      'whose subkeys are a list',
      change(GPG_KEY, { subkeys: [1] }),
      [' must have subkeys that are keys by key id, or none'],
    ],
    [
      'of the type sphincs',
      change(ED25519_KEY, { keytype: 'sphincs' }),
      [' must have a known keytype and scheme, not sphincs with ed25519'],
    ],
  ])('refuses a key %s', (_name, json, problems) => {
    const error = failureOf(() => parsePublicKey(json));
    expect(error.code).toBe('ERR_MODEL_FORMAT');
    expect(problemsOf(() => parsePublicKey(json))).toEqual(problems);
  });

  it('asks for no public member where the scheme is of OpenPGP', () => {
    const key = parsePublicKey({ keyid: 'ab', keytype: 'rsa', scheme: 'pgp+rsa-pkcsv1.5', keyval: {} });
    expect(key).toMatchObject({ form: 'sslib', keyType: 'rsa' });
  });

  it('refuses floats', () => {
    expect(failureOf(() => parsePublicKey({ ...GPG_KEY, creation_time: 1.5 })).code).toBe('ERR_MODEL_FLOAT');
  });
});
