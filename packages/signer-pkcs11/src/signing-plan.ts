import { type CryptoBackend, CryptoError, type SignatureScheme } from '@intoto/crypto';
import { encodeEcdsaSignature } from '@intoto/crypto/key-parts';

import { CKM, HASH_MECHANISMS } from './constants.ts';
import type { Mechanism } from './cryptoki.ts';

/** How a token is to sign, and what happens before and after. */
export interface SigningPlan {
  readonly mechanism: Mechanism;
  /** What the token is given for the data. */
  prepare(data: Uint8Array): Promise<Uint8Array>;
  /** The signature as in-toto has it; `undefined` for bytes that cannot be one. */
  finish(signature: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined;
}

type RsaHash = keyof typeof HASH_MECHANISMS;

/** The DER of DigestInfo up to the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<RsaHash, readonly number[]>> = {
  sha224: digestInfo(4, 28),
  sha256: digestInfo(1, 32),
  sha384: digestInfo(2, 48),
  sha512: digestInfo(3, 64),
};

const DIGEST_BYTES: Readonly<Record<RsaHash, number>> = { sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

const same = async (data: Uint8Array): Promise<Uint8Array> => data;
const asIs = (signature: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => signature;

/**
 * Picks how to sign for a scheme: hashed here where the token takes a digest, since data may be megabytes and tokens are
 * slow, else by the token.
 *
 * @param mechanisms - those of the token.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` where the token has none.
 */
export function planSigning(
  scheme: SignatureScheme,
  mechanisms: ReadonlySet<number>,
  backend: CryptoBackend,
): SigningPlan {
  const plan = plansOf(scheme, backend).find(({ mechanism }) => mechanisms.has(mechanism.type));
  if (plan !== undefined) return plan;
  const name = scheme.type === 'rsa' ? `RSA-${scheme.padding.toUpperCase()}` : scheme.type.toUpperCase();
  throw new CryptoError(`The token cannot sign with ${name}; it has no mechanism for it`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { scheme },
  });
}

function plansOf(scheme: SignatureScheme, backend: CryptoBackend): readonly SigningPlan[] {
  switch (scheme.type) {
    case 'ed25519':
      return [{ mechanism: { type: CKM.EDDSA }, prepare: same, finish: asIs }];
    case 'ecdsa': {
      const { hash } = scheme;
      return [
        { mechanism: { type: CKM.ECDSA }, prepare: (data) => backend.digest(hash, data), finish: toDer },
        { mechanism: { type: HASH_MECHANISMS[hash].ecdsa }, prepare: same, finish: toDer },
      ];
    }
    case 'rsa':
      return scheme.padding === 'pss' ? pssPlans(scheme.hash, backend) : pkcs1Plans(scheme.hash, backend);
    default:
      return scheme satisfies never;
  }
}

function pssPlans(hash: RsaHash, backend: CryptoBackend): readonly SigningPlan[] {
  const mechanisms = HASH_MECHANISMS[hash];
  const parameters = [mechanisms.hash, mechanisms.mgf, DIGEST_BYTES[hash]];
  return [
    {
      mechanism: { type: CKM.RSA_PKCS_PSS, parameters },
      prepare: (data) => backend.digest(hash, data),
      finish: asIs,
    },
    { mechanism: { type: mechanisms.rsaPss, parameters }, prepare: same, finish: asIs },
  ];
}

function pkcs1Plans(hash: RsaHash, backend: CryptoBackend): readonly SigningPlan[] {
  return [
    {
      mechanism: { type: CKM.RSA_PKCS },
      prepare: async (data) => Uint8Array.of(...DIGEST_INFO[hash], ...(await backend.digest(hash, data))),
      finish: asIs,
    },
    { mechanism: { type: HASH_MECHANISMS[hash].rsaPkcs }, prepare: same, finish: asIs },
  ];
}

function toDer(signature: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  return signature.length > 0 && signature.length % 2 === 0 ? encodeEcdsaSignature(signature) : undefined;
}

/** The hashes are 2.16.840.1.101.3.4.2.n. */
function digestInfo(arc: number, bytes: number): readonly number[] {
  const oid = [0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, arc];
  const algorithm = [0x30, oid.length + 2, ...oid, 0x05, 0];
  return [0x30, algorithm.length + 2 + bytes, ...algorithm, 0x04, bytes];
}
