import { failureOf, someOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { encodeUtf8 } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { identifyKey, KEY_ERROR_CODES, KEY_KINDS, loadAnyPrivateKey, loadAnyPublicKey } from '../src/index.ts';
import { bytesOf, fileOf, KEYS, REFUSED, sourceOf } from './vectors.ts';

describe('what tools write and this package does not load', () => {
  it.each(REFUSED)('$name as a $as key: $code', async (file) => {
    const { kind, as, code, password } = file;
    expect(identifyKey(sourceOf(file)).kind).toBe(kind);
    const error = await failureOf(() =>
      as === 'public'
        ? loadAnyPublicKey(bytesOf(file), { backend })
        : loadAnyPrivateKey(bytesOf(file), { backend, password }),
    );
    expect(error.code).toBe(code);
    if (code === 'ERR_KEY_FORMAT')
      expect(error.message).toContain(`The bytes look like ${KEY_KINDS[kind].description}`);
  });
});

describe('the other half', () => {
  it('of a pair is refused: a private key where a public one belongs', async () => {
    for (const file of KEYS.flatMap((key) => key.private)) {
      const error = await failureOf(() => loadAnyPublicKey(sourceOf(file), { backend }));
      expect(error.code).toBe('ERR_KEY_PRIVATE');
      expect(error.message).toContain('expected a public key. Keep it to yourself');
      expect(error.details).toEqual({ found: file.kind, expected: 'public' });
    }
  });

  it('of a pair is refused: a public key where a private one belongs', async () => {
    for (const file of KEYS.flatMap((key) => key.public)) {
      const error = await failureOf(() => loadAnyPrivateKey(sourceOf(file), { backend }));
      expect(error.code).toBe('ERR_KEY_PUBLIC');
      expect(error.message).toContain('expected a private key');
    }
  });

  it('has codes that are documented', () => {
    expect(Object.keys(KEY_ERROR_CODES)).toEqual([
      'ERR_KEY_PRIVATE',
      'ERR_KEY_PUBLIC',
      'ERR_KEY_SEVERAL',
      'ERR_KEY_ID',
    ]);
  });
});

describe('passwords', () => {
  const encrypted = KEYS.flatMap((key) => key.private).filter(
    ({ password, needs }) => password !== undefined && !needs,
  );

  it('are missed where a file is encrypted', async () => {
    for (const file of encrypted)
      expect((await failureOf(() => loadAnyPrivateKey(sourceOf(file), { backend }))).code).toBe(
        'ERR_KEY_PASSWORD_NEEDED',
      );
  });

  it('are an error where a file is not encrypted', async () => {
    for (const file of KEYS.flatMap((key) => key.private).filter(({ password }) => password === undefined)) {
      const error = await failureOf(() => loadAnyPrivateKey(sourceOf(file), { backend, password: 'x' }));
      expect(error.code).toBe('ERR_KEY_NOT_ENCRYPTED');
    }
  });

  it.each(someOf(encrypted.filter(({ slow }) => slow !== true)))(
    'are refused when wrong: $name',
    { timeout: 60_000 },
    async (file) => {
      const { message, code, details, cause } = await failureOf(() =>
        loadAnyPrivateKey(sourceOf(file), { backend, password: 'hunter2' }),
      );
      expect(code).toBe('ERR_KEY_PASSWORD');
      expect(`${message}${JSON.stringify(details)}${String(cause)}`).not.toContain('hunter2');
    },
  );

  it('of traditional encryption are refused when wrong, also where the padding is right by chance', async () => {
    const source = sourceOf(fileOf('p256', 'private', 'traditional AES-256'));
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 600; attempt++)
      codes.add((await failureOf(() => loadAnyPrivateKey(source, { backend, password: `wrong ${attempt}` }))).code);
    expect([...codes]).toEqual(['ERR_KEY_PASSWORD']);
  });
});

describe('identifyKey', () => {
  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['hello', 'unknown'],
    ['{"a": 1}', 'json'],
    ['[1]', 'json'],
    ['{"signed": {"_type": "layout"}, "signatures": []}', 'metadata'],
    ['{"payload": "", "payloadType": "x", "signatures": []}', 'metadata'],
    ['{"kty": "oct", "k": "AA"}', 'jwk-secret'],
    ['{"protected": "e30", "ciphertext": "AA"}', 'jwk-encrypted'],
    ['eyJhbGciOiJub25lIn0.a.b.c.d', 'jwk-encrypted'],
    ['{"keys": []}', 'json'],
    ['{"type": "rsa", "method": "pgp+rsa-pkcsv1.5", "hashes": ["pgp+SHA2"], "keyval": {}}', 'openpgp-key-object'],
    [`${'0f'.repeat(32)}\n`, 'hex'],
    ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudm', 'age'],
    ['AGE-SECRET-KEY-1', 'age'],
    ['PuTTY-User-Key-File-3: ssh-ed25519\n', 'putty-private'],
    ['-----BEGIN X-----\nAAAA\n-----END X-----', 'pem'],
    ['-----BEGIN X-----\nAAAA', 'pem-damaged'],
    ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'pem-damaged'],
    ['-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----', 'ec-parameters'],
    ['-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----', 'revocation-list'],
    ['-----BEGIN PGP SIGNATURE-----\n\niHUE\n=ab\n-----END PGP SIGNATURE-----', 'openpgp-signature'],
  ])('tells %j: %s', async (text, kind) => {
    expect(identifyKey(text).kind).toBe(kind);
    expect(identifyKey(encodeUtf8(text)).kind).toBe(kind);
    expect((await failureOf(() => loadAnyPublicKey(text, { backend }))).code).toMatch(/^ERR_KEY_(?:FORMAT|PRIVATE)$/u);
    expect((await failureOf(() => loadAnyPrivateKey(text, { backend }))).code).toMatch(/^ERR_KEY_(?:FORMAT|PUBLIC)$/u);
  });

  it.each([
    [Uint8Array.of(0xff, 0xfe, 0x2d, 0), 'utf-16'],
    [Uint8Array.of(0x30, 3, 2, 1, 1), 'der'],
    [Uint8Array.of(0xc6, 1), 'openpgp-public'],
    [new Uint8Array(2 ** 20 + 1), 'too-large'],
    [new Uint8Array(100), 'unknown'],
  ])('tells bytes that are no text: %#', (bytes, kind) => {
    expect(identifyKey(bytes).kind).toBe(kind);
  });

  it('takes JSON with a byte order mark, as PowerShell writes it', async () => {
    const text = `\u{feff}${fileOf('p256', 'public', 'JWK').text}`;
    expect(identifyKey(text).kind).toBe('jwk-public');
    expect((await loadAnyPublicKey(text, { backend })).keyType).toBe('ecdsa');
  });

  it('says what a certificate is used for, and that traditional encryption is weak', () => {
    expect(identifyKey(sourceOf(fileOf('rsa', 'public', 'X.509 PEM'))).note).toContain(
      'dates and its issuer are not checked',
    );
    expect(identifyKey(sourceOf(fileOf('rsa', 'private', 'traditional AES-256'))).note).toContain('weak');
  });

  it('has a description for every kind', () => {
    for (const { description, holds, loads, encrypted } of Object.values(KEY_KINDS)) {
      expect(description).not.toBe('');
      if (loads) expect(holds).not.toBe('nothing');
      if (encrypted) expect(holds).toBe('private');
    }
  });
});
