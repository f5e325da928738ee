import type { OpenPgpQuestion, OpenPgpVerifier, SignatureCheck, SignerFacts } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';

import { findDoubt } from './doubts.ts';
import { describeExpiry, findFirstEnd } from './expiry.ts';
import { Fault } from './fault.ts';
import { formOf, readParts, readSignature, readSigningNumbers, type SignatureParts } from './signature-parts.ts';
import { verifyData } from './verify-data.ts';

type FailedCode = Extract<SignatureCheck, { ok: false }>['code'];

/**
 * Verifies signatures that GnuPG made over metadata, in both forms that keys and signatures may have. Pass it as `openpgp` to
 * `checkSignature`, `authenticate` or `evaluateLayout`, or a function that imports it.
 *
 * In the form `reference` the outcome is that of the Python reference: SHA-256 whatever the signature says, numbers of
 * subkeys read by the algorithm of the main key, expiry by the times of the key that signed. In the form `received` more is
 * refused: a subkey of an expired main key, a signature that has expired or is not one over a document, odd numbers.
 *
 * @example
 * ```ts no-run
 * import { checkSignature, type CryptoBackend } from '@intoto/crypto';
 * import type { Metadata, PublicKey } from '@intoto/models';
 *
 * declare const metadata: Metadata;
 * declare const key: PublicKey;
 * declare const backend: CryptoBackend;
 *
 * const openpgp = async () => (await import('@intoto/openpgp')).openpgp;
 * const check = await checkSignature(metadata, key, { backend, openpgp, now: new Date() });
 * ```
 */
export const openpgp: OpenPgpVerifier = /* @__PURE__ */ Object.freeze<OpenPgpVerifier>({ check });

async function check(question: OpenPgpQuestion): Promise<SignatureCheck> {
  try {
    return await checkParts(question);
  } catch (error) {
    if (error instanceof Fault) return describeFault(question, error);
    if (!InTotoError.is(error)) throw error;
    if (error.code === 'ERR_KEY_UNUSABLE')
      return failed('ERR_KEY_UNUSABLE', `The key ${question.key.keyId} cannot be used: ${error.message}`);
    if (error.code === 'ERR_CRYPTO_UNSUPPORTED') return failed('ERR_CRYPTO_UNSUPPORTED', error.message);
    throw error;
  }
}

async function checkParts(question: OpenPgpQuestion): Promise<SignatureCheck> {
  const { backend, bytes: data, form, now } = question;
  const { keyId } = question.signature;
  const parts = readParts(question);
  const expiry = describeExpiry(parts.signingKey, now);
  if (expiry !== undefined) return failed('ERR_KEY_EXPIRED', `The OpenPGP key ${keyId} ${expiry}`);
  const numbers = readSigningNumbers(parts);
  const { headers, signature } = readSignature(parts, numbers);
  if (!(await verifyData(numbers, { data, headers, hash: 'sha256', signature }, backend)))
    return failed('ERR_SIGNATURE_INVALID', `The OpenPGP signature by ${keyId} does not verify`);
  const doubt = form === 'received' ? findDoubt(question, parts, numbers, headers) : undefined;
  return doubt ?? { ok: true, facts: findFacts(question, parts) };
}

/** A subkey ends with its main key where it is read strictly. */
function findFacts({ form, key }: OpenPgpQuestion, parts: SignatureParts): SignerFacts | undefined {
  const mainKeys = form === 'received' && parts.form === 'gpg' ? [key.json] : [];
  const keyExpires = findFirstEnd([parts.signingKey, ...mainKeys]);
  return keyExpires === undefined ? undefined : { keyExpires };
}

/** The reference passes over a signature where a member is missing, in one form and one container; else it aborts. */
function describeFault(question: OpenPgpQuestion, { isMissing, message, subject }: Fault): SignatureCheck {
  const { container, signature } = question;
  const isPassedOver = isMissing && container === 'metablock' && formOf(question) === 'sslib';
  if (subject === 'key') {
    const code = isPassedOver ? 'ERR_KEY_UNUSABLE' : 'ERR_KEY_FORMAT';
    return failed(code, `The OpenPGP key ${signature.keyId} ${message}`);
  }
  const code = isPassedOver ? 'ERR_SIGNATURE_INVALID' : 'ERR_SIGNATURE_FORMAT';
  return failed(code, `The OpenPGP signature by ${signature.keyId} ${message}`);
}

function failed(code: FailedCode, message: string): SignatureCheck {
  return { ok: false, code, message };
}
