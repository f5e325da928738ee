import { isJsonObject } from '@intoto/encoding';
import {
  type EnvelopeSignature,
  type GpgSignature,
  isKnownScheme,
  type MetablockSignature,
  type Metadata,
  type PlainSignature,
  type PublicKey,
  type SslibPublicKey,
} from '@intoto/models';

import type * as wording from './check-signature-failure.ts';
import { createVerifier } from './create-verifier.ts';
import type { SignatureCode } from './error-codes.ts';
import type { CryptoBackend } from './interfaces.ts';
import type { OpenPgpSupport } from './openpgp.ts';
import { isOpenPgpScheme, resolveScheme } from './schemes.ts';
import { type SignedForm, signedBytes } from './signed-content.ts';
import { decodeSpacedHex } from './spaced-hex.ts';

/**
 * Whether a key's signature counts. With the codes `ERR_CRYPTO_UNSUPPORTED`, `ERR_KEY_FORMAT` and `ERR_SIGNATURE_FORMAT`
 * nobody knows: the Python reference aborts there, while it goes on without the signature for all others.
 */
export type SignatureCheck =
  | { readonly ok: true; readonly facts?: SignerFacts | undefined }
  | {
      readonly ok: false;
      readonly facts?: undefined;
      readonly code: SignatureCode | 'ERR_KEY_FORMAT' | 'ERR_KEY_UNUSABLE' | 'ERR_CRYPTO_UNSUPPORTED';
      /** A sentence a person can read by itself. */
      readonly message: string;
    };

/** What there is to know of a key whose signature counts. */
export interface SignerFacts {
  /**
   * When the OpenPGP key that signed expires, or its main key, whichever is first, `YYYY-MM-DDTHH:MM:SSZ`: no
   * signature of it counts after that. Absent where that never happens, and for keys of other kinds, which know no end.
   */
  readonly keyExpires?: string | undefined;
}

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
  /** Verifies what is in OpenPGP form. Without it such a signature has the code `ERR_CRYPTO_UNSUPPORTED`. */
  readonly openpgp?: OpenPgpSupport | undefined;
  /** The time that OpenPGP keys must not have expired by. Needed where `openpgp` is given. */
  readonly now?: Date | undefined;
}

/**
 * Checks the signature that `metadata` has by `key`: the first one that names it, and no other.
 * Signatures by other keys do not matter. Never trusts the key: whether it may sign is for the caller to decide.
 *
 * @returns the outcome, for any key and any signature.
 * @throws TypeError where `openpgp` is needed and given without `now`; whatever loading it rejects with.
 * @throws what {@link signedBytes} throws for metadata that has no signed bytes; an outside failure of the backend.
 */
export async function checkSignature(
  metadata: Metadata,
  key: PublicKey,
  options: CheckSignatureOptions,
): Promise<SignatureCheck> {
  return checkSignedBytes(signedBytes(metadata, options.form), metadata, key, options);
}

/** As {@link checkSignature}, over bytes that are known already. The one place that tells forms of keys and signatures apart. */
export async function checkSignedBytes(
  bytes: Uint8Array,
  metadata: Metadata,
  key: PublicKey,
  options: CheckSignatureOptions,
): Promise<SignatureCheck> {
  if (key.form === 'sslib' && !isSupported(key)) return (await loadWording()).describeScheme(key);
  const sslib = asSslibKey(key);
  if (sslib === undefined && metadata.container === 'dsse') return (await loadWording()).describeEnvelope(key);
  if (cannotBeSought(metadata, key)) return (await loadWording()).describeSubkeys(key);
  const signature = findSignature(metadata, key, options);
  if (signature === undefined) return (await loadWording()).describeMissing(key);
  if (isGpg(signature)) return checkOpenPgp(bytes, metadata, key, signature, options);
  if (sslib === undefined) return (await loadWording()).describeForm(signature);
  if (isOpenPgpScheme(sslib)) return checkOpenPgp(bytes, metadata, sslib, signature, options);
  if (signature.keyId !== key.keyId) return (await loadWording()).describeOtherKey(key, signature);
  const decoded = decodeSignature(signature, options);
  if (decoded === undefined) return (await loadWording()).describeEncoding(key);
  return verify(bytes, decoded, sslib, options.backend);
}

async function checkOpenPgp(
  bytes: Uint8Array,
  { container }: Metadata,
  key: PublicKey,
  signature: MetablockSignature | EnvelopeSignature,
  { backend, form = 'received', now, openpgp }: CheckSignatureOptions,
): Promise<SignatureCheck> {
  if (openpgp === undefined) return (await loadWording()).describeNoOpenPgp(signature, key);
  if (now === undefined) throw new TypeError('now: a Date expected, since OpenPGP keys expire');
  const verifier = typeof openpgp === 'function' ? await openpgp() : openpgp;
  return verifier.check({ bytes, container, signature, key, now, backend, form });
}

/**
 * The key as the reference reads it where a signature is not in OpenPGP form: by the members `keytype` and `scheme`,
 * whichever form it took the key for before.
 */
function asSslibKey(key: PublicKey): SslibPublicKey | undefined {
  if (key.form === 'sslib') return key;
  const { keytype: keyType, scheme, keyval: keyVal } = key.json;
  if (typeof keyType !== 'string' || typeof scheme !== 'string' || !isJsonObject(keyVal)) return undefined;
  const sslib = { form: 'sslib', keyId: key.keyId, keyType, scheme, keyVal, json: key.json } as const;
  // This form is not refused for its scheme when it is read.
  if (!isKnownScheme(keyType, scheme) || !isSupported(sslib)) return undefined;
  return isOpenPgpScheme(sslib) || typeof keyVal['public'] === 'string' ? sslib : undefined;
}

function isSupported(key: SslibPublicKey): boolean {
  return isOpenPgpScheme(key) || resolveScheme(key.keyType, key.scheme) !== undefined;
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
  let valid: boolean;
  try {
    const verifier = await createVerifier(key, { backend });
    valid = await verifier.verify(bytes, signature);
  } catch (error) {
    return (await loadWording()).describeUnusable(key, error);
  }
  return valid ? { ok: true } : (await loadWording()).describeInvalid(key);
}

/** What is wrong with a signature is put into words where something is. */
function loadWording(): Promise<typeof wording> {
  return import('./check-signature-failure.ts');
}
