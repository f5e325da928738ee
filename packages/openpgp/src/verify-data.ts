import { type CryptoBackend, encodeSpki, type KeyMaterial, type SignatureScheme } from '@intoto/crypto';
import { sha1 } from '@noble/hashes/legacy.js';

import type { HashName } from './algorithms.ts';
import { verifyDsa } from './dsa.ts';
import { encodeNumber, joinBytes } from './join-bytes.ts';
import { bitLength, type KeyNumbers } from './key-numbers.ts';
import { toBytes } from './modular.ts';
import { verifyRsaSha1 } from './rsa.ts';

/** One signature to verify. */
export interface SignedData {
  readonly data: Uint8Array;
  /** What OpenPGP hashes after the data. */
  readonly headers: Uint8Array;
  readonly hash: HashName;
  /** RSA: as long as the modulus; DSA: DER; EdDSA: 64 bytes. */
  readonly signature: Uint8Array;
}

/** OpenSSL's limits, beyond which nothing verifies. */
const MAX_MODULUS_BITS = 16_384;
const MAX_MODULUS_BITS_WITH_LONG_EXPONENT = 3072;
const MAX_EXPONENT_BITS = 64;

/**
 * Whether a signature verifies (RFC 4880, 5.2.4).
 * @throws what the backend rejects with for a key it cannot use
 */
export async function verifyData(key: KeyNumbers, signed: SignedData, backend: CryptoBackend): Promise<boolean> {
  const { headers, hash, signature } = signed;
  const hashed = joinBytes(signed.data, headers, Uint8Array.of(4, 0xff), encodeNumber(headers.length, 4));
  switch (key.type) {
    case 'rsa': {
      if (!canBeVerified(key) || signature.length !== Math.ceil(bitLength(key.n) / 8)) return false;
      if (hash === 'sha1') return verifyRsaSha1(key, sha1(hashed), signature);
      const material = { type: 'rsa', modulus: toBytes(key.n), exponent: toBytes(key.e) } as const;
      return verifyWith(backend, { type: 'rsa', padding: 'pkcs1', hash }, material, hashed, signature);
    }
    case 'dsa':
      return verifyDsa(key, await digest(backend, hash, hashed), signature);
    case 'eddsa': {
      const signedDigest = await digest(backend, hash, hashed);
      return verifyWith(backend, { type: 'ed25519' }, { type: 'ed25519', point: key.point }, signedDigest, signature);
    }
    default:
      return key satisfies never;
  }
}

function canBeVerified({ n, e }: Extract<KeyNumbers, { type: 'rsa' }>): boolean {
  const bits = bitLength(n);
  if (n % 2n === 0n || bits > MAX_MODULUS_BITS) return false;
  return bits <= MAX_MODULUS_BITS_WITH_LONG_EXPONENT || bitLength(e) <= MAX_EXPONENT_BITS;
}

async function verifyWith(
  backend: CryptoBackend,
  scheme: SignatureScheme,
  material: KeyMaterial,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const verifier = await backend.createVerifier(scheme, encodeSpki(material));
  return verifier.verify(data, signature);
}

async function digest(backend: CryptoBackend, hash: HashName, data: Uint8Array): Promise<Uint8Array> {
  return hash === 'sha1' ? sha1(data) : backend.digest(hash, data);
}
