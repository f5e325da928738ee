import { constants, type KeyObject, verify, type VerifyKeyObjectInput } from 'node:crypto';
import { promisify } from 'node:util';

import type { SignatureScheme, Verifier } from '@intoto/crypto';
import { hasSmallOrder, isBelowModulus } from '@intoto/crypto/key-parts';

import { importPublicKey } from './node-keys.ts';

/** In bytes. Below it, to hand the work to a thread takes as long as the work. */
const WORTH_A_THREAD = 8192;

const verifyInThread = promisify(verify);

/** In bytes. What a thread works on is copied for it. */
const WORTH_A_COPY = 16 * 1024 * 1024;

/** Long work goes to a thread: a caller who asks for several verifications at once has all cores at work. */
async function verifyWith(
  algorithm: string | null,
  data: Uint8Array,
  key: KeyObject | VerifyKeyObjectInput,
  signature: Uint8Array,
): Promise<boolean> {
  if (data.length < WORTH_A_THREAD || data.length > WORTH_A_COPY) return verify(algorithm, data, key, signature);
  return verifyInThread(algorithm, data, key, signature);
}

export function createNodeVerifier(scheme: SignatureScheme, spki: Uint8Array): Verifier {
  const key = importPublicKey(scheme, spki);
  const isExcluded = exclusion(scheme, key);
  return { verify: async (data, signature) => !isExcluded(signature) && verifyOne(scheme, key, data, signature) };
}

/** What `node:crypto` lets pass, in some versions or with some paddings, and other platforms do not. */
function exclusion(scheme: SignatureScheme, key: KeyObject): (signature: Uint8Array) => boolean {
  if (scheme.type === 'ecdsa') return () => false;
  const { n, x } = key.export({ format: 'jwk' });
  const digits = Buffer.from((scheme.type === 'rsa' ? n : x) ?? '', 'base64url');
  if (scheme.type === 'rsa') return (signature) => !isBelowModulus(signature, digits);
  const isWeakKey = hasSmallOrder(digits);
  return (signature) => isWeakKey || hasSmallOrder(signature.subarray(0, digits.length));
}

async function verifyOne(
  scheme: SignatureScheme,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  switch (scheme.type) {
    case 'rsa':
      if (scheme.padding === 'pkcs1')
        return verifyWith(scheme.hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
      // MGF1 hashes with the message's algorithm unless told otherwise.
      return verifyWith(
        scheme.hash,
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
        signature,
      );
    case 'ecdsa':
      return verifyWith(scheme.hash, data, { key, dsaEncoding: 'der' }, signature);
    case 'ed25519':
      return verifyWith(null, data, key, signature);
    default:
      return scheme satisfies never;
  }
}
