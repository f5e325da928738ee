import { type BackendCapabilities, cryptoBackendConformance } from '@intoto/conformance/kits';
import type { CryptoBackend } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';
import { good, restrict, unsupported } from './good-backend.ts';

/** Little, so that every defect can be tried. */
const CAPABILITIES: BackendCapabilities = {
  schemes: ['ed25519', 'ecdsa-sha2-nistp256'],
  digests: ['sha256', 'sha384'],
  hashers: ['sha256'],
  kdfs: ['pbkdf2'],
  kdfHashes: ['sha256'],
  ciphers: ['aes-256-cbc'],
};

const { digests, hashers, kdfHashes = [], ciphers } = CAPABILITIES;

const limited: CryptoBackend = {
  ...restrict(good, CAPABILITIES.schemes),
  digest: async (algorithm, data) => {
    if (!digests.includes(algorithm)) throw unsupported();
    return good.digest(algorithm, data);
  },
  createHasher(algorithm) {
    if (!hashers.includes(algorithm)) throw unsupported();
    return good.createHasher(algorithm);
  },
  derivePublicKey: async (pkcs8) => {
    const spki = await good.derivePublicKey(pkcs8);
    // Ed25519 and P-256 are short enough to be told by their lengths.
    if (spki.length !== 44 && spki.length !== 91) throw unsupported();
    return spki;
  },
  decryptPbes2: async (parameters, data, password) => {
    assertCan(parameters);
    return good.decryptPbes2(parameters, data, password);
  },
  encryptPbes2: async (parameters, data, password) => {
    assertCan(parameters);
    return good.encryptPbes2(parameters, data, password);
  },
};

function assertCan({ kdf, cipher }: Parameters<CryptoBackend['decryptPbes2']>[0]): void {
  const hasKdf = kdf.name === 'pbkdf2' && kdfHashes.some((hash) => hash === kdf.hash);
  if (!hasKdf || !ciphers.includes(cipher)) throw unsupported();
}

const fixedKey = await good.generateKey({ type: 'ed25519' });
const p256Key = await good.generateKey({ type: 'ecdsa', curve: 'P-256', hash: 'sha256' });

const DEFECTS: readonly (readonly [name: string, defect: Partial<CryptoBackend>, noticed: RegExp])[] = [
  ['has no name', { name: '' }, /has a name/u],
  ['computes another digest', { digest: (_algorithm, data) => limited.digest('sha256', data) }, /^digest: sha384/u],
  [
    'computes digests that it does not declare',
    { digest: (algorithm, data) => good.digest(algorithm, data) },
    /^digest: sha512: is refused/u,
  ],
  [
    'hashes streams that it does not declare',
    { createHasher: (algorithm) => good.createHasher(algorithm) },
    /^hash: sha3_256: is refused/u,
  ],
  [
    'makes the same key each time',
    { generateKey: async ({ type }) => (type === 'ed25519' ? fixedKey : p256Key) },
    /^sign: .*each another one/u,
  ],
  ['makes keys that are no keys', { generateKey: async () => new Uint8Array(48) }, /^sign: .*each another one/u],
  [
    'derives another public key',
    { derivePublicKey: async () => limited.derivePublicKey(fixedKey) },
    /^derive: ed25519: derives/u,
  ],
  [
    'derives public keys for what is no key',
    { derivePublicKey: (pkcs8) => limited.derivePublicKey(pkcs8).catch(() => new Uint8Array()) },
    /^derive: /u,
  ],
  [
    'signs with whatever key it gets',
    {
      createSign: async (scheme, pkcs8) =>
        limited.createSign(scheme, pkcs8).catch(() => async () => new Uint8Array(64)),
    },
    /^sign: .*another kind/u,
  ],
  [
    'wipes private keys',
    {
      createSign: async (scheme, pkcs8) => {
        const sign = await limited.createSign(scheme, pkcs8);
        pkcs8.fill(0);
        return sign;
      },
    },
    /^sign: .*wipe/u,
  ],
  [
    'reads private keys later',
    {
      createSign: async (scheme, pkcs8) => async (data) => {
        const sign = await limited.createSign(scheme, pkcs8);
        return sign(data);
      },
    },
    /^sign: .*wipe/u,
  ],
  [
    'signs Ed25519 with random numbers',
    {
      createSign: async (scheme, pkcs8) => {
        const sign = await limited.createSign(scheme, pkcs8);
        return async (data) => {
          const signature = new Uint8Array(await sign(data));
          return scheme.type === 'ed25519' ? signature.fill(0, 0, 1) : signature;
        };
      },
    },
    /^sign: ed25519: signs exactly/u,
  ],
  [
    'signs the digest of the digest',
    {
      createSign: async (scheme, pkcs8) => {
        const sign = await limited.createSign(scheme, pkcs8);
        return async (data) => sign(await good.digest('sha256', data));
      },
    },
    /^sign: .*what it signs verifies/u,
  ],
  [
    'decrypts with any password',
    { decryptPbes2: (...args) => limited.decryptPbes2(...args).catch(() => new Uint8Array(16)) },
    /^encrypt: .*decrypts/u,
  ],
  [
    'does not say that the password is wrong',
    {
      decryptPbes2: (...args) =>
        limited.decryptPbes2(...args).catch(() => {
          throw new Error('bad decrypt');
        }),
    },
    /^encrypt: .*decrypts/u,
  ],
  [
    'encrypts with another initialization vector',
    {
      encryptPbes2: (parameters, ...rest) => limited.encryptPbes2({ ...parameters, iv: new Uint8Array(16) }, ...rest),
    },
    /^encrypt: .*encrypts the same/u,
  ],
  [
    'derives keys with PBKDF2 that it does not declare',
    {
      decryptPbes2: (...args) => good.decryptPbes2(...args),
      encryptPbes2: (...args) => good.encryptPbes2(...args),
    },
    /^encrypt: pbkdf2 with sha1.*is refused/u,
  ],
  ['gives random bytes that are not', { randomBytes: (length) => new Uint8Array(length) }, /^random/u],
  ['gives too few random bytes', { randomBytes: (length) => limited.randomBytes(Math.min(length, 16)) }, /^random/u],
  [
    'verifies what it should not',
    {
      createVerifier: async (scheme, spki) => ({
        ...(await limited.createVerifier(scheme, spki)),
        verify: async () => true,
      }),
    },
    /^verify: /u,
  ],
];

describe('the kit for backends', () => {
  it('is content with one that has no defect', async () => {
    const cases = cryptoBackendConformance({ backend: limited, ...CAPABILITIES });
    expect(await failuresOf(cases)).toEqual([]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(DEFECTS)('notices one that %s', { timeout: 60_000 }, async (_name, defect, noticed) => {
    const cases = cryptoBackendConformance({ backend: { ...limited, ...defect }, ...CAPABILITIES });
    const failed = await failuresOf(cases.filter(({ name }) => noticed.test(name)));
    expect(failed.filter((name) => noticed.test(name))).not.toEqual([]);
  });
});
