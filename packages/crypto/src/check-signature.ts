import { InTotoError, isJsonObject } from '@intoto/encoding';
import type {
  EnvelopeSignature,
  GpgSignature,
  MetablockSignature,
  Metadata,
  PlainSignature,
  PublicKey,
  SslibPublicKey,
} from '@intoto/models';

import { createVerifier } from './create-verifier.ts';
import type { SignatureCode } from './error-codes.ts';
import type { CryptoBackend } from './interfaces.ts';
import { resolveScheme } from './schemes.ts';
import { type SignedForm, signedBytes } from './signed-content.ts';
import { decodeSpacedHex } from './spaced-hex.ts';

/**
 * Whether a key's signature counts. The code `ERR_CRYPTO_UNSUPPORTED` means that nobody knows: the Python reference
 * aborts there, while it goes on without the signature for all others.
 */
export type SignatureCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: SignatureCode | 'ERR_KEY_UNUSABLE' | 'ERR_CRYPTO_UNSUPPORTED';
      /** A sentence a person can read by itself. */
      readonly message: string;
    };

/** How to check a signature. */
export interface CheckSignatureOptions {
  readonly backend: CryptoBackend;
  /** What a Metablock's signatures cover; `reference` also takes blanks in hex. @defaultValue `'received'` */
  readonly form?: SignedForm | undefined;
  /**
   * Key ids under which a Metablock's signature counts as this key's.
   * @defaultValue the key's own and those of its subkeys
   */
  readonly signatureKeyIds?: readonly string[] | undefined;
}

/**
 * Checks the signature that `metadata` has by `key`: the first one that names it, and no other.
 * Signatures by other keys do not matter. Never trusts the key: whether it may sign is for the caller to decide.
 *
 * @returns the outcome, for any key and any signature.
 * @throws what {@link signedBytes} throws for metadata that has no signed bytes; an outside failure of the backend.
 */
export async function checkSignature(
  metadata: Metadata,
  key: PublicKey,
  options: CheckSignatureOptions,
): Promise<SignatureCheck> {
  return checkSignedBytes(signedBytes(metadata, options.form), metadata, key, options);
}

/**
 * As {@link checkSignature}, over bytes that are known already. The one place that tells forms of keys and signatures
 * apart: support for another form is another option, asked where this now says that it is unsupported.
 */
export async function checkSignedBytes(
  bytes: Uint8Array,
  metadata: Metadata,
  key: PublicKey,
  options: CheckSignatureOptions,
): Promise<SignatureCheck> {
  if (key.form === 'gpg' && metadata.container === 'dsse')
    return unsupported(`The OpenPGP key ${key.keyId} cannot have signed a DSSE envelope`);
  if (key.form === 'sslib' && resolveScheme(key.keyType, key.scheme) === undefined)
    return unsupported(`Keys of type "${key.keyType}" with the scheme "${key.scheme}" are not supported`);
  if (cannotBeSought(metadata, key)) return unsupported(`The key ${key.keyId} has subkeys that are no list of keys`);
  const signature = findSignature(metadata, key, options);
  if (signature === undefined) return failed('ERR_SIGNATURE_MISSING', `There is no signature by the key ${key.keyId}`);
  if (key.form === 'gpg' || isGpg(signature))
    return unsupported(`The signature by ${signature.keyId} or its key is in OpenPGP form, which is not supported yet`);
  if (signature.keyId !== key.keyId)
    return failed('ERR_SIGNATURE_INVALID', `The signature names ${signature.keyId}, which is not the key ${key.keyId}`);
  const decoded = decodeSignature(signature, options);
  if (decoded === undefined)
    return failed('ERR_SIGNATURE_ENCODING', `The signature by the key ${key.keyId} is not hex`);
  return verify(bytes, decoded, key, options.backend);
}

function findSignature(
  metadata: Metadata,
  key: PublicKey,
  { signatureKeyIds = [key.keyId, ...subkeyIds(key)] }: CheckSignatureOptions,
): MetablockSignature | EnvelopeSignature | undefined {
  if (metadata.container === 'dsse') return metadata.signatures.find(({ keyId }) => keyId === key.keyId);
  return metadata.signatures.find(({ keyId }) => signatureKeyIds.includes(keyId));
}

/** Whether the reference gives up on the key: it wants to look for a signature's key id among subkeys and there is no map. */
function cannotBeSought(metadata: Metadata, { keyId, json }: PublicKey): boolean {
  const malformed = json['subkeys'] !== undefined && !isJsonObject(json['subkeys']);
  const [first] = metadata.signatures;
  return malformed && metadata.container === 'metablock' && first !== undefined && first.keyId !== keyId;
}

/** As the reference, which looks for them in every form of key. */
function subkeyIds({ json }: PublicKey): readonly string[] {
  const subkeys = json['subkeys'];
  return isJsonObject(subkeys) ? Object.keys(subkeys) : [];
}

function isGpg(signature: MetablockSignature | EnvelopeSignature): signature is GpgSignature {
  return 'form' in signature && signature.form === 'gpg';
}

function decodeSignature(
  { sig }: PlainSignature | EnvelopeSignature,
  { form }: CheckSignatureOptions,
): Uint8Array | undefined {
  if (typeof sig !== 'string') return sig;
  const decoded = decodeSpacedHex(sig);
  return form === 'reference' || decoded?.length === sig.length / 2 ? decoded : undefined;
}

async function verify(
  bytes: Uint8Array,
  signature: Uint8Array,
  key: SslibPublicKey,
  backend: CryptoBackend,
): Promise<SignatureCheck> {
  try {
    const verifier = await createVerifier(key, { backend });
    if (await verifier.verify(bytes, signature)) return { ok: true };
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    if (error.code === 'ERR_KEY_UNUSABLE')
      return failed('ERR_KEY_UNUSABLE', `The key ${key.keyId} cannot be used: ${error.message}`);
    if (error.code === 'ERR_CRYPTO_UNSUPPORTED') return unsupported(error.message);
    throw error;
  }
  return failed('ERR_SIGNATURE_INVALID', `The signature by the key ${key.keyId} does not verify`);
}

function failed(code: SignatureCode | 'ERR_KEY_UNUSABLE', message: string): SignatureCheck {
  return { ok: false, code, message };
}

function unsupported(message: string): SignatureCheck {
  return { ok: false, code: 'ERR_CRYPTO_UNSUPPORTED', message };
}
