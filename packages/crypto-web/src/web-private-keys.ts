import { CryptoError, type SignatureScheme } from '@intoto/crypto';
import { readPrivateKeyInfo } from '@intoto/crypto/key-parts';

import { webAlgorithm } from './web-algorithms.ts';
import { isNotSupported, own, subtle, unsupported } from './web-crypto.ts';
import { describeScheme, importKey } from './web-keys.ts';

const GENERATED_MODULUS_BITS = 3072;

const DERIVED: readonly SignatureScheme[] = [
  { type: 'ed25519' },
  { type: 'rsa', padding: 'pss', hash: 'sha256' },
  { type: 'ecdsa', curve: 'P-256', hash: 'sha256' },
  { type: 'ecdsa', curve: 'P-384', hash: 'sha384' },
  { type: 'ecdsa', curve: 'P-521', hash: 'sha512' },
];

/** Reads a PrivateKeyInfo and makes sure that the key is one of `scheme`. */
export async function importPrivateKey(scheme: SignatureScheme, pkcs8: Uint8Array): Promise<CryptoKey> {
  const copy = own(pkcs8);
  // Some engines do not look at the algorithm that the key names.
  readPrivateKeyInfo(copy);
  return importKey('pkcs8', copy, scheme, 'sign');
}

export async function derivePublicKey(pkcs8: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  let missing: unknown;
  for (const scheme of DERIVED) {
    try {
      return await derive(scheme, own(pkcs8));
    } catch (error) {
      // Not a key of this scheme; or perhaps it is, and this browser does not know the scheme.
      if (CryptoError.is(error) && error.code === 'ERR_CRYPTO_UNSUPPORTED') missing ??= error;
    }
  }
  throw missing ?? new CryptoError('WebCrypto cannot read the private key', { code: 'ERR_KEY_UNUSABLE' });
}

export async function generateKey(scheme: SignatureScheme): Promise<Uint8Array<ArrayBuffer>> {
  const rsa = { modulusLength: GENERATED_MODULUS_BITS, publicExponent: Uint8Array.of(1, 0, 1) };
  const algorithm = scheme.type === 'rsa' ? { ...webAlgorithm(scheme), ...rsa } : webAlgorithm(scheme);
  const operations = subtle();
  try {
    const { privateKey } = (await operations.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
    return new Uint8Array(await operations.exportKey('pkcs8', privateKey));
  } catch (cause) {
    if (isNotSupported(cause)) unsupported(describeScheme(scheme), cause);
    throw cause;
  }
}

/** By way of a JSON Web Key, of which the private members are left out. */
async function derive(scheme: SignatureScheme, pkcs8: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const key = await importKey('pkcs8', pkcs8, scheme, 'sign');
  const { kty, crv, n, e, x, y } = await subtle().exportKey('jwk', key);
  const members = Object.entries({ kty, crv, n, e, x, y }).filter(([, value]) => value !== undefined);
  const publicKey = await subtle().importKey('jwk', Object.fromEntries(members), webAlgorithm(scheme), true, [
    'verify',
  ]);
  return new Uint8Array(await subtle().exportKey('spki', publicKey));
}
