import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import {
  createSigner,
  encodePublicKeyPem,
  loadPrivateKey,
  loadPublicKey,
  resolveScheme,
  type Signer,
} from '@intoto/crypto';
import { createJsonObject, decodeHex } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { encodeDer, encodeDerBitString, encodeDerInteger, readDerSequence } from '../src/der.ts';
import { encodeOid, OIDS } from '../src/object-identifiers.ts';
import { encodePem } from '../src/pem.ts';
import vectors from './vectors/key-files.json' with { type: 'json' };

const P256 = encodeOid('1.2.840.10045.3.1.7');
const NULL = encodeDer('null');
const [RSA_VECTOR, P256_VECTOR] = vectors.keys;
const [, P256_BITS] = readDerSequence(decodeHex(P256_VECTOR?.public['SPKI DER'] ?? ''));
const POINT = P256_BITS?.content.subarray(1) ?? new Uint8Array();
const MODULUS = new Uint8Array(128).fill(0xff);

function spki(algorithm: readonly Uint8Array[], key: Uint8Array, ...extra: readonly Uint8Array[]): Uint8Array {
  return encodeDer('sequence', encodeDer('sequence', ...algorithm), encodeDerBitString(key), ...extra);
}

function rsa(exponent: Uint8Array | number, ...extra: readonly Uint8Array[]): Uint8Array {
  return encodeDer('sequence', encodeDerInteger(MODULUS), encodeDerInteger(exponent), ...extra);
}

function ecdsa(point: Uint8Array, ...parameters: readonly Uint8Array[]): Uint8Array {
  return spki([encodeOid(OIDS.ecPublicKey), ...parameters], point);
}

function compressed(x: string): Uint8Array {
  return ecdsa(decodeHex(`02${x.padStart(64, '0')}`), P256);
}

describe('public keys', () => {
  const rsaAlgorithm = [encodeOid(OIDS.rsaEncryption), NULL];

  it('are read from what these tests are made of', async () => {
    expect((await loadPublicKey(spki(rsaAlgorithm, rsa(3)), { backend })).keyType).toBe('rsa');
    expect((await loadPublicKey(spki(rsaAlgorithm.slice(0, 1), rsa(3)), { backend })).keyType).toBe('rsa');
    expect((await loadPublicKey(ecdsa(POINT, P256), { backend })).keyId).toBe(P256_VECTOR?.keyid);
    const labelled = encodePem('RSA PUBLIC KEY', spki(rsaAlgorithm, rsa(3)));
    expect((await loadPublicKey(labelled, { backend })).keyType).toBe('rsa');
  });

  it.each([
    ['a third part', spki(rsaAlgorithm, rsa(3), NULL)],
    ['RSA parameters that are none', spki([encodeOid(OIDS.rsaEncryption), encodeDerInteger(1)], rsa(3))],
    ['parameters after the parameters', spki([...rsaAlgorithm, NULL], rsa(3))],
    ['PSS parameters', spki([encodeOid(OIDS.rsassaPss), NULL], rsa(3))],
    ['a third RSA number', spki(rsaAlgorithm, rsa(3, NULL))],
    ['bytes after the RSA key', spki(rsaAlgorithm, Uint8Array.of(...rsa(3), 0))],
    ['the exponent 1', spki(rsaAlgorithm, rsa(1))],
    ['the exponent 2', spki(rsaAlgorithm, rsa(2))],
    ['an even exponent', spki(rsaAlgorithm, rsa(65_536))],
    ['an exponent longer than the modulus', spki(rsaAlgorithm, rsa(new Uint8Array(129).fill(0xff)))],
    ['a zero exponent', spki(rsaAlgorithm, rsa(0))],
    ['too long a modulus', encodeDer('sequence', encodeDerInteger(new Uint8Array(2049).fill(1)), encodeDerInteger(3))],
    ['the point at infinity', ecdsa(Uint8Array.of(0), P256)],
    ['a point of a wrong form', ecdsa(POINT.with(0, 5), P256)],
    ['a hybrid point with the wrong sign', ecdsa(POINT.with(0, 6 + (1 - ((POINT.at(-1) ?? 0) & 1))), P256)],
    ['a point that is cut off', ecdsa(POINT.subarray(0, -1), P256)],
    ['a point without a curve', ecdsa(POINT)],
    ['an x that no point has', compressed('07')],
    ['an x beyond the field', compressed('ffffffff00000001000000000000000000000001000000000000000000000004')],
    ['an Ed25519 key with parameters', spki([encodeOid(OIDS.ed25519), NULL], new Uint8Array(32))],
    ['an Ed25519 key that is cut off', spki([encodeOid(OIDS.ed25519)], new Uint8Array(31))],
  ])('are refused with %s', async (_, der) => {
    const { code } = await failureOf(() => loadPublicKey(der, { backend }));
    expect(['ERR_KEY_FORMAT', 'ERR_KEY_UNUSABLE']).toContain(code);
  });

  it('may have an x that some point has', async () => {
    expect((await loadPublicKey(compressed('05'), { backend })).keyType).toBe('ecdsa');
  });

  it('are refused under the label of another type', async () => {
    const { code } = await failureOf(() => loadPublicKey(encodePem('RSA PUBLIC KEY', ecdsa(POINT, P256)), { backend }));
    expect(code).toBe('ERR_KEY_FORMAT');
  });

  it('are unusable when they are not of the type that their scheme says', async () => {
    const key = await loadPublicKey(ecdsa(POINT, P256), { backend });
    const keyVal = createJsonObject([['public', RSA_VECTOR?.public['SPKI PEM'] ?? '']]);
    const mismatched: readonly SslibPublicKey[] = [
      { ...key, keyVal },
      { ...key, scheme: 'ecdsa-sha2-nistp384' },
    ];
    for (const each of mismatched) {
      expect(resolveScheme(each.keyType, each.scheme)).not.toBe(undefined);
      expect((await failureOf(() => encodePublicKeyPem(each))).code).toBe('ERR_KEY_UNUSABLE');
    }
  });
});

function sec1(secret: Uint8Array, first = 1): Uint8Array {
  return encodeDer('sequence', encodeDerInteger(first), encodeDer('octetString', secret));
}

describe('private keys', () => {
  const algorithm = encodeDer('sequence', encodeOid(OIDS.ecPublicKey), P256);
  const version = encodeDerInteger(0);
  const pkcs8 = (key: Uint8Array, oid = algorithm, first = version): Uint8Array =>
    encodeDer('sequence', first, oid, encodeDer('octetString', key));
  const integers = (count: number): Uint8Array =>
    encodeDer('sequence', version, ...Array.from({ length: count - 1 }, () => encodeDerInteger(MODULUS)));
  const ed25519 = encodeDer('sequence', encodeOid(OIDS.ed25519));

  it('on a curve may lack leading zeros', async () => {
    const short = await loadPrivateKey(pkcs8(sec1(Uint8Array.of(7))), { backend });
    const full = await loadPrivateKey(pkcs8(sec1(new Uint8Array(32).with(31, 7))), { backend });
    expect(short).toEqual(full);
  });

  it.each([
    ['another version', pkcs8(sec1(Uint8Array.of(7)), algorithm, encodeDerInteger(2))],
    ['another version of SEC 1', pkcs8(sec1(Uint8Array.of(7), 2))],
    ['SEC 1 without a curve', sec1(Uint8Array.of(7))],
    ['no secret', pkcs8(sec1(new Uint8Array()))],
    ['too long a secret', pkcs8(sec1(new Uint8Array(33).fill(1)))],
    ['ten RSA numbers', integers(10)],
    [
      'too long a modulus',
      encodeDer(
        'sequence',
        version,
        encodeDerInteger(new Uint8Array(2049).fill(1)),
        ...Array.from({ length: 7 }, () => encodeDerInteger(3)),
      ),
    ],
    ['an Ed25519 key of another length', pkcs8(encodeDer('octetString', new Uint8Array(31)), ed25519)],
    [
      'an Ed25519 key with more after it',
      pkcs8(Uint8Array.of(...encodeDer('octetString', new Uint8Array(32)), 5, 0), ed25519),
    ],
    ['an Ed25519 key without its wrapping', pkcs8(new Uint8Array(32), ed25519)],
  ])('are refused with %s', async (_, der) => {
    const { code } = await failureOf(() => loadPrivateKey(der, { backend }));
    expect(['ERR_KEY_FORMAT', 'ERR_KEY_UNUSABLE']).toContain(code);
  });

  it.each([
    ['zero', pkcs8(sec1(new Uint8Array(32)))],
    ['RSA numbers that have nothing to do with each other', integers(9)],
  ])('never become signers: %s', async (_, der) => {
    const create = async (): Promise<Signer> => createSigner(await loadPrivateKey(der, { backend }), { backend });
    expect((await failureOf(create)).code).toBe('ERR_KEY_UNUSABLE');
  });
});
