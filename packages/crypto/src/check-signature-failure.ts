import { InTotoError } from '@intoto/encoding';
import type { EnvelopeSignature, MetablockSignature, PublicKey, SslibPublicKey } from '@intoto/models';

import type { SignatureCheck } from './check-signature.ts';
import { isOpenPgpScheme } from './schemes.ts';

type Failure = Extract<SignatureCheck, { ok: false }>;
type Signature = MetablockSignature | EnvelopeSignature;

/** The key's scheme is none that can be verified here. */
export function describeScheme({ keyType, scheme }: SslibPublicKey): Failure {
  return unsupported(`Keys of type "${keyType}" with the scheme "${scheme}" are not supported`);
}

/** An OpenPGP key and an envelope. */
export function describeEnvelope({ keyId }: PublicKey): Failure {
  return failed('ERR_SIGNATURE_FORMAT', `The OpenPGP key ${keyId} cannot have signed a DSSE envelope`);
}

/** A key in whose subkeys no signature's key can be looked for. */
export function describeSubkeys({ keyId }: PublicKey): Failure {
  return unsupported(`The key ${keyId} has subkeys that are no list of keys`);
}

/** No signature names the key. */
export function describeMissing({ keyId }: PublicKey): Failure {
  return failed('ERR_SIGNATURE_MISSING', `There is no signature by the key ${keyId}`);
}

/** The key is in OpenPGP form and its signature is not. */
export function describeForm({ keyId }: Signature): Failure {
  return failed('ERR_SIGNATURE_FORMAT', `The signature by ${keyId} is not in the OpenPGP form that its key is in`);
}

/** The signature is in OpenPGP form, and there is no support for that; or its key is not in that form either. */
export function describeNoOpenPgp({ keyId }: Signature, key: PublicKey): Failure {
  if (key.form === 'sslib' && key.json['type'] === undefined && !isOpenPgpScheme(key)) {
    return failed('ERR_SIGNATURE_FORMAT', `The OpenPGP signature by ${keyId} is by a key of another kind`);
  }
  return unsupported(
    `The signature by ${keyId} is in OpenPGP form, and nothing was given to verify it with (option openpgp)`,
  );
}

/** The signature that counts as the key's names another one. */
export function describeOtherKey({ keyId }: PublicKey, signature: Signature): Failure {
  return failed('ERR_SIGNATURE_INVALID', `The signature names ${signature.keyId}, which is not the key ${keyId}`);
}

/** The signature cannot be read. */
export function describeEncoding({ keyId }: PublicKey): Failure {
  return failed('ERR_SIGNATURE_ENCODING', `The signature by the key ${keyId} is not hex`);
}

/** The signature is not one of these bytes by this key. */
export function describeInvalid({ keyId }: PublicKey): Failure {
  return failed('ERR_SIGNATURE_INVALID', `The signature by the key ${keyId} does not verify`);
}

/**
 * The key cannot be verified with.
 * @throws `error`, where that is no verdict on the key.
 */
export function describeUnusable({ keyId }: PublicKey, error: unknown): Failure {
  if (!InTotoError.is(error)) throw error;
  if (error.code === 'ERR_KEY_UNUSABLE')
    return failed('ERR_KEY_UNUSABLE', `The key ${keyId} cannot be used: ${error.message}`);
  if (error.code === 'ERR_CRYPTO_UNSUPPORTED') return unsupported(error.message);
  throw error;
}

function failed(code: Failure['code'], message: string): Failure {
  return { ok: false, code, message };
}

function unsupported(message: string): Failure {
  return failed('ERR_CRYPTO_UNSUPPORTED', message);
}
