import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { type CryptoBackend, encodePrivateKeyPem, generatePrivateKey, loadPrivateKey } from '@intoto/crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { encodeDer, encodeDerInteger } from '../src/der.ts';
import { ENCRYPTION_OIDS as OIDS } from '../src/encryption-identifiers.ts';
import { encodeOid } from '../src/object-identifiers.ts';
import { encodePem } from '../src/pem.ts';
import vectors from './vectors/key-files.json' with { type: 'json' };

const vector = vectors.keys[1];
const PLAIN = vector?.private['PKCS#8 PEM'] ?? '';
const ENCRYPTED = vector?.private['encrypted PEM'] ?? '';

const AES_256 = '2.16.840.1.101.3.4.1.42';
const BLOCK = encodeDer('octetString', new Uint8Array(16));

function algorithm(oid: string, ...parameters: readonly Uint8Array[]): Uint8Array {
  return encodeDer('sequence', encodeOid(oid), ...parameters);
}

function encryptedKey(
  kdf: Uint8Array,
  { cipher = algorithm(AES_256, BLOCK), data = BLOCK }: { cipher?: Uint8Array; data?: Uint8Array } = {},
): Uint8Array {
  return encodeDer('sequence', algorithm(OIDS.pbes2, encodeDer('sequence', kdf, cipher)), data);
}

function pbkdf2(iterations: number, ...optional: readonly Uint8Array[]): Uint8Array {
  return algorithm(OIDS.pbkdf2, encodeDer('sequence', BLOCK, encodeDerInteger(iterations), ...optional));
}

function scrypt(n: number, r: number, p: number): Uint8Array {
  return algorithm(OIDS.scrypt, encodeDer('sequence', BLOCK, ...[n, r, p].map(encodeDerInteger)));
}

describe('passwords', () => {
  it('decrypt a key, as text and as bytes', async () => {
    const { pkcs8 } = await loadPrivateKey(PLAIN, { backend });
    for (const password of [vectors.password, new TextEncoder().encode(vectors.password)])
      expect((await loadPrivateKey(ENCRYPTED, { backend, password })).pkcs8).toEqual(pkcs8);
  });

  it('are missed where a key is encrypted', async () => {
    const error = await failureOf(() => loadPrivateKey(ENCRYPTED, { backend }));
    expect(error.code).toBe('ERR_KEY_PASSWORD_NEEDED');
  });

  it('are an error where a key is not encrypted', async () => {
    const error = await failureOf(() => loadPrivateKey(PLAIN, { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_NOT_ENCRYPTED');
  });

  it('are refused when wrong, also where the padding is right by chance', async () => {
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 600; attempt++)
      codes.add((await failureOf(() => loadPrivateKey(ENCRYPTED, { backend, password: `wrong ${attempt}` }))).code);
    expect([...codes]).toEqual(['ERR_KEY_PASSWORD']);
  });

  it('stay out of messages', async () => {
    const error = await failureOf(() => loadPrivateKey(ENCRYPTED, { backend, password: 'hunter2' }));
    expect(`${error.message}${JSON.stringify(error.details)}${String(error.cause)}`).not.toContain('hunter2');
  });
});

describe('encrypted keys', () => {
  let recorded: unknown;
  const recorder: CryptoBackend = {
    ...backend,
    decryptPbes2: async (parameters, ciphertext, password) => {
      recorded = parameters.kdf;
      return backend.decryptPbes2(parameters, ciphertext, password);
    },
  };
  beforeAll(() => {
    recorded = undefined;
  });

  it('hand the parameters of PBKDF2 to the backend, SHA-1 where nothing else is said', async () => {
    await failureOf(() => loadPrivateKey(encryptedKey(pbkdf2(7)), { backend: recorder, password: '' }));
    expect(recorded).toEqual({ name: 'pbkdf2', salt: new Uint8Array(16), iterations: 7, hash: 'sha1' });
  });

  it('hand the parameters of scrypt to the backend', async () => {
    await failureOf(() => loadPrivateKey(encryptedKey(scrypt(16_384, 8, 1)), { backend: recorder, password: '' }));
    expect(recorded).toEqual({ name: 'scrypt', salt: new Uint8Array(16), n: 16_384, r: 8, p: 1 });
  });

  it('take a key length that says what the cipher says', async () => {
    const source = encryptedKey(pbkdf2(1, encodeDerInteger(32)));
    const error = await failureOf(() => loadPrivateKey(source, { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_PASSWORD');
  });

  it('are recognized in PEM with a wrong label', async () => {
    const source = encodePem('PRIVATE KEY', encryptedKey(pbkdf2(1)));
    const error = await failureOf(() => loadPrivateKey(source, { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it.each([
    ['no iterations', pbkdf2(0)],
    ['too many iterations', pbkdf2(10_000_001)],
    ['too much scrypt memory', scrypt(2 ** 19, 8, 1)],
    ['too much scrypt work within its limits', scrypt(2 ** 15, 1, 2 ** 10)],
    ['too much scrypt work', scrypt(2 ** 17, 8, 17)],
    ['another pseudo-random function', pbkdf2(1, algorithm('1.2.840.113549.2.6'))],
    ['another key derivation', algorithm('1.3.6.1.4.1.11591.4.12', encodeDer('sequence'))],
  ])('are refused with %s', async (_, kdf) => {
    const error = await failureOf(() => loadPrivateKey(encryptedKey(kdf), { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_ENCRYPTION');
  });

  it('are refused with another cipher', async () => {
    const source = encryptedKey(pbkdf2(1), { cipher: algorithm('2.16.840.1.101.3.4.1.46', BLOCK) });
    const error = await failureOf(() => loadPrivateKey(source, { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_ENCRYPTION');
  });

  const short = encodeDer('octetString', new Uint8Array(15));
  it.each([
    ['another key length', encryptedKey(pbkdf2(1, encodeDerInteger(16)))],
    ['an N that is no power of two', encryptedKey(scrypt(1000, 8, 1))],
    ['an N of one', encryptedKey(scrypt(1, 8, 1))],
    ['an N beyond what its r allows', encryptedKey(scrypt(2 ** 16, 1, 1))],
    ['an r of zero', encryptedKey(scrypt(2, 0, 1))],
    ['a p of zero', encryptedKey(scrypt(2, 8, 0))],
    ['a short initialization vector', encryptedKey(pbkdf2(1), { cipher: algorithm(AES_256, short) })],
    ['data that is cut off', encryptedKey(pbkdf2(1), { data: short })],
    ['no data', encryptedKey(pbkdf2(1), { data: encodeDer('octetString') })],
  ])('are refused as malformed with %s', async (_, source) => {
    const error = await failureOf(() => loadPrivateKey(source, { backend, password: '' }));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });
});

describe('encodePrivateKeyPem', () => {
  it('writes plain PKCS#8 as OpenSSL does', async () => {
    for (const { private: files } of vectors.keys.filter(({ keytype }) => keytype !== 'ecdsa').slice(0, 2)) {
      const key = await loadPrivateKey(files['PKCS#8 PEM'], { backend });
      expect(await encodePrivateKeyPem(key, { backend })).toBe(files['PKCS#8 PEM']);
    }
  });

  it('writes an encrypted key that its password opens', async () => {
    const key = await generatePrivateKey({ type: 'ed25519', backend });
    const pem = await encodePrivateKeyPem(key, { backend, password: 'pässword' });
    expect(pem).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(await loadPrivateKey(pem, { backend, password: 'pässword' })).toEqual(key);
  });

  it('never writes the same twice', async () => {
    const key = await generatePrivateKey({ type: 'ed25519', backend });
    const options = { backend, password: 'x' };
    expect(await encodePrivateKeyPem(key, options)).not.toBe(await encodePrivateKeyPem(key, options));
  });
});
