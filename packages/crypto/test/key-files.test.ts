import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { type CryptoError, encodePublicKeyPem, loadPrivateKey, loadPublicKey } from '@intoto/crypto';
import { decodeHex, encodeUtf8 } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import vectors from './vectors/key-files.json' with { type: 'json' };

interface RefusedFile {
  readonly name: string;
  readonly as: string;
  readonly code: string;
  readonly pem?: string;
  readonly der?: string;
  readonly says?: string;
}

function sourceOf(name: string, text: string): Uint8Array | string {
  return name.includes('DER') ? decodeHex(text) : text;
}

describe('loadPublicKey', () => {
  for (const { name, keytype, keyid, public: files } of vectors.keys)
    for (const [format, text] of Object.entries(files))
      it(`reads ${name} from ${format}`, async () => {
        const key = await loadPublicKey(sourceOf(format, text), { backend });
        expect(key.keyId).toBe(keyid);
        expect(key.keyType).toBe(keytype);
        expect(key.json['keyid']).toBe(keyid);
        expect(key.json['keytype']).toBe(keytype);
        expect(key.json['scheme']).toBe(key.scheme);
        expect(key.json['keyval']).toEqual(key.keyVal);
      });

  it('takes the bytes of PEM too', async () => {
    const [vector] = vectors.keys;
    const key = await loadPublicKey(encodeUtf8(vector?.public['SPKI PEM'] ?? ''), { backend });
    expect(key.keyId).toBe(vector?.keyid);
  });

  it('does not change the bytes', async () => {
    const bytes = decodeHex(vectors.keys[1]?.public['SPKI DER'] ?? '');
    const before = bytes.slice();
    await loadPublicKey(bytes, { backend });
    expect(bytes).toEqual(before);
  });

  it('refuses a scheme that is not one for the type of key', async () => {
    const pem = vectors.keys[0]?.public['SPKI PEM'] ?? '';
    const error = await failureOf(() => loadPublicKey(pem, { backend, scheme: 'ed25519' }));
    expect(error.code).toBe('ERR_CRYPTO_UNSUPPORTED');
    expect(error.message).toContain('"ed25519"');
  });

  it('refuses the scheme of another curve', async () => {
    const pem = vectors.keys[1]?.public['SPKI PEM'] ?? '';
    const error = await failureOf(() => loadPublicKey(pem, { backend, scheme: 'ecdsa-sha2-nistp384' }));
    expect(error.code).toBe('ERR_KEY_UNUSABLE');
  });

  it.each([
    ['nothing', '', 'look like nothing'],
    ['blanks', ' \n', 'look like nothing'],
    ['words', 'hello', 'neither PEM nor DER'],
    ['JSON', '{"keytype": "ed25519"}', 'look like JSON'],
    ['a bare key', `${'0f'.repeat(32)}\n`, 'look like bare hex'],
    ['an age key', 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudm', 'look like an age key'],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\n', 'look like a PuTTY private key'],
    ['an old encrypted key', `${'0f'.repeat(16)}@@@@100000@@@@aa@@@@bb@@@@cc`, 'old format of securesystemslib'],
    [
      'OpenPGP',
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----',
      'OpenPGP public key',
    ],
    ['another block', '-----BEGIN X-----\nAAAA\n-----END X-----', 'look like a PEM block "X"'],
    [
      'a label that promises something else',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      'public key',
    ],
  ])('says what it found for %s, as text and as bytes', async (_, text, says) => {
    for (const source of [text, encodeUtf8(text)]) {
      const error = await failureOf(() => loadPublicKey(source, { backend }));
      expect(error.code).toBe('ERR_KEY_FORMAT');
      expect(error.message).toContain(says);
    }
  });

  it('refuses DER that is no key', async () => {
    const error = await failureOf(() => loadPublicKey(decodeHex('3003020101'), { backend }));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it('refuses files that are too large for a key', async () => {
    const error = await failureOf(() => loadPublicKey(new Uint8Array(2 ** 20 + 1), { backend }));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });
});

describe('loadPrivateKey', () => {
  for (const { name, keyid, private: files } of vectors.keys)
    for (const [format, text] of Object.entries(files))
      it(`reads ${name} from ${format}`, async () => {
        const password = format.startsWith('encrypted') ? vectors.password : undefined;
        const key = await loadPrivateKey(sourceOf(format, text), { backend, password });
        expect(key.publicKey.keyId).toBe(keyid);
      });

  it('gives the same PrivateKeyInfo for every form of a key', async () => {
    for (const { private: files } of vectors.keys) {
      const loaded = await Promise.all(
        Object.entries(files).map(async ([format, text]) => {
          const password = format.startsWith('encrypted') ? vectors.password : undefined;
          return (await loadPrivateKey(sourceOf(format, text), { backend, password })).pkcs8;
        }),
      );
      for (const pkcs8 of loaded) expect(pkcs8).toEqual(loaded[0]);
    }
  });

  it('takes a legacy key id', async () => {
    const vector = vectors.keys[0];
    const source = vector?.private['PKCS#1 PEM'] ?? '';
    const { publicKey } = await loadPrivateKey(source, { backend, keyId: 'legacy' });
    const same = await loadPublicKey(vector?.public['SPKI PEM'] ?? '', { backend, keyId: 'legacy' });
    expect(publicKey).toEqual(same);
    expect(publicKey.json['keyid_hash_algorithms']).toEqual(['sha256', 'sha512']);
  });

  it('ignores a public key within that contradicts the private one', async () => {
    // OneAsymmetricKey (RFC 5958) for the key of RFC 8032, test 1, with 32 zeros as its public key.
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const der = `3051020101300506032b657004220420${seed}812100${'00'.repeat(32)}`;
    const { publicKey } = await loadPrivateKey(decodeHex(der), { backend });
    expect(publicKey.keyVal['public']).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });
});

describe('what is no key of the kind asked for', () => {
  for (const vector of vectors.refused as readonly RefusedFile[])
    it(`is refused as a ${vector.as} key: ${vector.name}`, async () => {
      const source = vector.pem ?? decodeHex(vector.der ?? '');
      const password = vector.as === 'encrypted' ? vectors.password : undefined;
      const error = await failureOf(() =>
        vector.as === 'public' ? loadPublicKey(source, { backend }) : loadPrivateKey(source, { backend, password }),
      );
      expect((error as CryptoError).code).toBe(vector.code);
      expect(error.message).toContain(vector.says ?? '');
    });
});

describe('encodePublicKeyPem', () => {
  for (const { name, public: files } of vectors.keys.slice(0, 5))
    it(`writes ${name} as OpenSSL does`, async () => {
      const key = await loadPublicKey(files['SPKI PEM'], { backend });
      expect(encodePublicKeyPem(key)).toBe(files['SPKI PEM']);
      const legacy = await loadPublicKey(files['SPKI PEM'], { backend, keyId: 'legacy' });
      expect(encodePublicKeyPem(legacy)).toBe(files['SPKI PEM']);
    });
});
