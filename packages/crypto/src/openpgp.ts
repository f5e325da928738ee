import type { EnvelopeSignature, GpgPublicKey, Metadata, MetablockSignature, PublicKey } from '@intoto/models';

import type { SignatureCheck } from './check-signature.ts';
import type { CryptoBackend, Signer } from './interfaces.ts';
import type { SignedForm } from './signed-content.ts';

/** Verifies signatures in OpenPGP form: an immutable value, passed as an argument. `@intoto/openpgp` has one. */
export interface OpenPgpVerifier {
  /**
   * Whether the signature counts. Never trusts the key: whether it may sign is for the caller to decide.
   * Resolves for every key and every signature; rejects only for an outside failure of the backend.
   */
  check(question: OpenPgpQuestion): Promise<SignatureCheck>;
}

/** What an {@link OpenPgpVerifier} is asked. All of it but `now` and `backend` comes from outside. */
export interface OpenPgpQuestion {
  /** What the signature covers, without the headers of OpenPGP. */
  readonly bytes: Uint8Array;
  readonly container: Metadata['container'];
  /** It names the key or one of its subkeys. */
  readonly signature: MetablockSignature | EnvelopeSignature;
  /** A key of in-toto's GPG form, or one with a `pgp+` scheme. */
  readonly key: PublicKey;
  /** The time that the key must not have expired by. */
  readonly now: Date;
  readonly backend: CryptoBackend;
  /** `reference` counts exactly what the Python reference counts, `received` only what is beyond doubt. */
  readonly form: SignedForm;
}

/** An {@link OpenPgpVerifier}, or what loads one when a key first needs it. */
export type OpenPgpSupport = OpenPgpVerifier | (() => Promise<OpenPgpVerifier>);

/** A signature in OpenPGP form, as it stands in metadata. */
export interface OpenPgpSignature {
  /** 40 hex digits: the fingerprint of the key or subkey that signed. */
  readonly keyId: string;
  /** RSA: big-endian, without leading zeros; DSA: ASN.1 DER; EdDSA: 64 bytes. */
  readonly signature: Uint8Array;
  /** What OpenPGP hashes after the data: a version 4 signature packet up to its hashed subpackets. */
  readonly otherHeaders: Uint8Array;
}

/**
 * Signs in OpenPGP form with a key of a keyring, a smart card for instance. Which key or subkey it was is known only
 * afterwards. `@intoto/signer-gpg` has one that asks the user's `gpg`.
 */
export interface OpenPgpSigner {
  readonly kind: 'openpgp';
  /** The key it was asked to sign with: hex digits at the end of a fingerprint; `undefined` is the keyring's own choice. */
  readonly keyId: string | undefined;
  /** Signs bytes. @param keyId - another key than {@link OpenPgpSigner.keyId}, this once */
  sign(data: Uint8Array, keyId?: string): Promise<OpenPgpSignature>;
  /** The public key with its subkeys, as it stands in layouts. @param keyId - of the key or of one of its subkeys */
  exportPublicKey(keyId: string): Promise<GpgPublicKey>;
}

/** Whoever can sign metadata. */
export type MetadataSigner = Signer | OpenPgpSigner;

/** Whether a signer signs in OpenPGP form. */
export function isOpenPgpSigner(signer: MetadataSigner): signer is OpenPgpSigner {
  return 'kind' in signer;
}
