import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { CryptoError, type EcdsaCurve, type SignatureScheme } from '@intoto/crypto';

/**
 * What RSA keys of 16384 bits take; OpenSSL verifies with no longer ones. Longer keys are refused by their bytes, since
 * asking Node for the size of such a key leaves an error behind that makes its next `createPrivateKey` fail.
 */
const MAX_SPKI_BYTES = 2100;
const MAX_PKCS8_BYTES = 9400;

const GENERATED_MODULUS_BITS = 3072;

const OPENSSL_CURVES: Readonly<Record<EcdsaCurve, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
};

const generate = promisify(generateKeyPair);

/** Reads a SubjectPublicKeyInfo and makes sure that the key is one of `scheme`. */
export function importPublicKey(scheme: SignatureScheme, spki: Uint8Array): KeyObject {
  const key = read('public', spki, MAX_SPKI_BYTES, (bytes) =>
    createPublicKey({ key: bytes, format: 'der', type: 'spki' }),
  );
  assertScheme(scheme, key);
  return key;
}

/** Reads a PrivateKeyInfo and makes sure that the key is one of `scheme`. */
export function importPrivateKey(scheme: SignatureScheme, pkcs8: Uint8Array): KeyObject {
  const key = readPrivateKey(pkcs8);
  assertScheme(scheme, key);
  return key;
}

export function derivePublicKey(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  const publicKey = createPublicKey(readPrivateKey(pkcs8));
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
}

export async function generateKey(scheme: SignatureScheme): Promise<Uint8Array<ArrayBuffer>> {
  const { privateKey } = await generatePair(scheme);
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
}

async function generatePair(scheme: SignatureScheme): Promise<{ privateKey: KeyObject }> {
  switch (scheme.type) {
    case 'rsa':
      return generate('rsa', { modulusLength: GENERATED_MODULUS_BITS });
    case 'ecdsa':
      return generate('ec', { namedCurve: OPENSSL_CURVES[scheme.curve] });
    case 'ed25519':
      return generate('ed25519', undefined);
    default:
      return scheme satisfies never;
  }
}

function readPrivateKey(pkcs8: Uint8Array): KeyObject {
  return read('private', pkcs8, MAX_PKCS8_BYTES, (bytes) =>
    createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }),
  );
}

function read(
  kind: 'public' | 'private',
  der: Uint8Array,
  maxBytes: number,
  load: (bytes: Buffer) => KeyObject,
): KeyObject {
  if (der.length > maxBytes)
    throw new CryptoError(`The ${kind} key has ${der.length} bytes, more than an RSA key of 16384 bits`, {
      code: 'ERR_KEY_UNUSABLE',
      details: { bytes: der.length, limit: maxBytes },
    });
  try {
    return load(Buffer.from(der));
  } catch (cause) {
    throw new CryptoError(`OpenSSL cannot read the ${kind} key`, { code: 'ERR_KEY_UNUSABLE', cause });
  }
}

function assertScheme(scheme: SignatureScheme, key: KeyObject): void {
  const expected = scheme.type === 'ecdsa' ? `ec ${OPENSSL_CURVES[scheme.curve]}` : scheme.type;
  const actual =
    key.asymmetricKeyType === 'ec' ? `ec ${key.asymmetricKeyDetails?.namedCurve}` : String(key.asymmetricKeyType);
  if (actual === expected) return;
  throw new CryptoError(`The scheme needs a key of type "${expected}", this one is of type "${actual}"`, {
    code: 'ERR_KEY_UNUSABLE',
    details: { expected, actual },
  });
}
