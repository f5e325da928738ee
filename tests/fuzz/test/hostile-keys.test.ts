import { checkSignature, createSigner, encodePublicKeyPem, loadPrivateKey, loadPublicKey } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { IN_TOTO_PAYLOAD_TYPE, type Metadata, parsePublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import keyFiles from '../src/key-files.json' with { type: 'json' };
import { alice } from '../src/people.ts';
import { der, derInteger, derObjectIdentifier } from './der.ts';
import { codeOfAsync } from './outcome.ts';

const RSA = derObjectIdentifier('2a864886f70d010101');
const P256 = derObjectIdentifier('2a8648ce3d030107');
const PBES2 = derObjectIdentifier('2a864886f70d01050d');
const PBKDF2 = derObjectIdentifier('2a864886f70d01050c');
const SCRYPT = derObjectIdentifier('2b06010401da47040b');
const AES_256_CBC = derObjectIdentifier('60864801650304012a');
const NULL = der(0x05);

function rsaKey(modulus: bigint, exponent: bigint): Uint8Array {
  const key = der(0x30, derInteger(modulus), derInteger(exponent));
  return der(0x30, der(0x30, RSA, NULL), der(0x03, Uint8Array.of(0), key));
}

function encryptedKey(kdf: Uint8Array, ciphertext: Uint8Array = new Uint8Array(64)): Uint8Array {
  const cipher = der(0x30, AES_256_CBC, der(0x04, new Uint8Array(16)));
  return der(0x30, der(0x30, PBES2, der(0x30, kdf, cipher)), der(0x04, ciphertext));
}

function pbkdf2(iterations: bigint): Uint8Array {
  return der(0x30, PBKDF2, der(0x30, der(0x04, new Uint8Array(8)), derInteger(iterations)));
}

function scrypt(n: bigint, r: bigint, p: bigint): Uint8Array {
  return der(0x30, SCRYPT, der(0x30, der(0x04, new Uint8Array(8)), derInteger(n), derInteger(r), derInteger(p)));
}

const loadPublic = (source: Uint8Array | string) => codeOfAsync(() => loadPublicKey(source, { backend }));
const loadPrivate = (source: Uint8Array | string) =>
  codeOfAsync(() => loadPrivateKey(source, { backend, password: 'x' }));

/** What a signature by a key comes to that nobody can have made. */
async function verifyNonsense(source: Uint8Array, bytes: number): Promise<string> {
  const key = await loadPublicKey(source, { backend });
  const signatures = [{ keyId: key.keyId, sig: new Uint8Array(bytes).fill(1), json: {} }];
  const payload = new Uint8Array(10);
  const metadata: Metadata = { container: 'dsse', payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures };
  const check = await checkSignature(metadata, key, { backend });
  return check.ok ? 'verified' : check.code;
}

describe('key files out of all proportion', () => {
  it('are refused by their length', async () => {
    for (const source of [new Uint8Array(100_000_000), 'A'.repeat(100_000_000), new Uint8Array(2 ** 20 + 1)]) {
      expect(await loadPublic(source)).toBe('ERR_KEY_FORMAT');
      expect(await loadPrivate(source)).toBe('ERR_KEY_FORMAT');
    }
  });

  it('are refused where PEM has no end, or too many', async () => {
    const begin = '-----BEGIN PUBLIC KEY-----\n';
    const end = '-----END PUBLIC KEY-----\n';
    const blanks = ' \n'.repeat(400_000);
    for (const text of [
      begin + 'A'.repeat(1_000_000),
      begin.repeat(30_000),
      '-'.repeat(1_000_000),
      `-----BEGIN ${'A'.repeat(1_000_000)}`,
      begin + blanks + end,
      `${begin}${'a: b\n'.repeat(200_000)}\n${end}`,
      '-----BEGIN EC PARAMETERS-----'.repeat(30_000),
    ]) {
      expect(await loadPublic(text)).toBe('ERR_KEY_FORMAT');
      expect(await loadPrivate(text)).toBe('ERR_KEY_FORMAT');
    }
  });

  it('are refused where DER is nested, long or never ends', async () => {
    let nested = der(0x05);
    for (let depth = 0; depth < 10_000; depth++) nested = der(0x30, nested);
    for (const bytes of [
      nested,
      Uint8Array.of(0x30, 0x80, 0, 0),
      Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0x30, 0xff, ...new Uint8Array(200)),
      der(0x30, ...Array.from({ length: 100_000 }, () => NULL)),
      der(0x30, der(0x30, derObjectIdentifier('ff'.repeat(100_000))), der(0x03, Uint8Array.of(0))),
    ]) {
      expect(await loadPublic(bytes)).toMatch(/^ERR_KEY_FORMAT|^ERR_CRYPTO_UNSUPPORTED/u);
      expect(await loadPrivate(bytes)).toBe('ERR_KEY_FORMAT');
    }
  });

  it('have PEM in a layout that is as long as a layout can be', async () => {
    const text = encodePublicKeyPem(alice.publicKey);
    for (const publicText of ['A'.repeat(10_000_000), `${'\n'.repeat(10_000_000)}${text}`, text.repeat(100_000), '']) {
      const key = parsePublicKey({
        keyid: 'aa',
        keytype: 'rsa',
        scheme: 'rsassa-pss-sha256',
        keyval: { public: publicText },
      });
      const signatures = [{ form: 'plain', keyId: 'aa', sig: '00', json: {} }] as const;
      const check = await checkSignature({ container: 'metablock', signed: {}, signatures }, key, { backend });
      expect(check).toMatchObject({ ok: false, code: 'ERR_KEY_UNUSABLE' });
    }
  });
});

describe('RSA keys out of all proportion', () => {
  it('are refused beyond 16384 bits, and with an exponent beyond the modulus', async () => {
    for (const bits of [16_393n, 32_768n, 1_000_000n]) {
      expect(await loadPublic(rsaKey(2n ** bits - 1n, 65_537n))).toBe('ERR_KEY_UNUSABLE');
    }
    expect(await loadPublic(rsaKey(2n ** 2048n - 1n, 2n ** 4096n + 1n))).toBe('ERR_KEY_UNUSABLE');
    for (const exponent of [1n, 2n, 65_536n]) {
      expect(await loadPublic(rsaKey(2n ** 2048n - 1n, exponent))).toBe('ERR_KEY_UNUSABLE');
    }
  });

  it.each([
    ['16384 bits', 2n ** 16_384n - 189n, 65_537n],
    ['an exponent of 3072 bits', 2n ** 3072n - 189n, 2n ** 3071n + 1n],
    ['an exponent of 4096 bits', 2n ** 4096n - 189n, 2n ** 4095n + 1n],
    ['an even modulus', 2n ** 2048n - 2n, 65_537n],
    ['a modulus of 3 bits', 5n, 3n],
  ])('verify nothing, and end: %s', async (_what, modulus, exponent) => {
    const bytes = Math.ceil(modulus.toString(2).length / 8);
    expect(await verifyNonsense(rsaKey(modulus, exponent), bytes)).toMatch(/^ERR_SIGNATURE_INVALID|^ERR_KEY_UNUSABLE/u);
  });

  it('are refused as private keys where their parts do not fit', async () => {
    const parts = [2n ** 2048n - 1n, 65_537n, 2n ** 2047n + 1n, 2n ** 1024n - 1n, 2n ** 1024n - 3n, 5n, 7n, 9n];
    const key = der(0x30, derInteger(0n), ...parts.map(derInteger));
    const load = async () => createSigner(await loadPrivateKey(key, { backend }), { backend });
    expect(await codeOfAsync(load)).toBe('ERR_KEY_UNUSABLE');
    expect(await codeOfAsync(() => loadPrivateKey(keyFiles.files['rsa.pkcs8'], { backend }))).toBe('accepted');
  });

  it('are refused as elliptic curve keys that are zero or too long', async () => {
    for (const secret of [new Uint8Array(32), new Uint8Array(33).fill(1), new Uint8Array()]) {
      const key = der(0x30, derInteger(1n), der(0x04, secret), der(0xa0, P256));
      expect(await codeOfAsync(() => loadPrivateKey(key, { backend }))).toMatch(/^ERR_KEY_UNUSABLE|^ERR_KEY_FORMAT/u);
    }
  });
});

describe('encrypted keys whose password costs too much', () => {
  it.each([
    ['PBKDF2 with 2^31 iterations', pbkdf2(2n ** 31n)],
    ['PBKDF2 with 2^31 - 1 iterations', pbkdf2(2n ** 31n - 1n)],
    ['PBKDF2 with 2^64 iterations', pbkdf2(2n ** 64n)],
    ['PBKDF2 without iterations', pbkdf2(0n)],
    ['scrypt with 2 GiB', scrypt(2n ** 21n, 8n, 1n)],
    ['scrypt with N of 2^30', scrypt(2n ** 30n, 1n, 1n)],
    ['scrypt in parallel', scrypt(2n ** 10n, 8n, 2n ** 20n)],
    ['scrypt with r of 2^30', scrypt(2n, 2n ** 30n, 1n)],
    ['scrypt with an N that is no power of two', scrypt(1000n, 8n, 1n)],
    ['scrypt with an N too large for its r', scrypt(2n ** 17n, 1n, 1n)],
    ['scrypt with everything zero', scrypt(0n, 0n, 0n)],
  ])('are refused: %s', async (_what, kdf) => {
    expect(await loadPrivate(encryptedKey(kdf))).toMatch(/^ERR_KEY_ENCRYPTION|^ERR_KEY_FORMAT/u);
  });

  it('are refused where the data is cut off, or the password is wrong', async () => {
    expect(await loadPrivate(encryptedKey(pbkdf2(1n), new Uint8Array(63)))).toBe('ERR_KEY_FORMAT');
    expect(await loadPrivate(encryptedKey(pbkdf2(1n), new Uint8Array()))).toBe('ERR_KEY_FORMAT');
    expect(await loadPrivate(encryptedKey(pbkdf2(1n)))).toBe('ERR_KEY_PASSWORD');
    expect(await loadPrivate(encryptedKey(pbkdf2(1n), new Uint8Array(1_000_000)))).toBe('ERR_KEY_PASSWORD');
  });
});
