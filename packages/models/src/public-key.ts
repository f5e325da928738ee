import type { JsonObject } from '@intoto/encoding';

/** A public key in the form of securesystemslib: `{keyid, keytype, scheme, keyval}`. */
export interface SslibPublicKey {
  readonly form: 'sslib';
  /** The `keyid` member, never empty. Opaque: compared as a string, never recomputed. */
  readonly keyId: string;
  readonly keyType: string;
  readonly scheme: string;
  /** `keyval`, as received. For rsa, ecdsa and ed25519 its `public` is a string: PEM, PEM, 64 hex digits. */
  readonly keyVal: JsonObject;
  /** The whole key object as received, unknown members included. */
  readonly json: JsonObject;
}

/** A public key in the form that in-toto's GPG support writes: `{type, method, hashes, keyval, keyid, subkeys?}`. */
export interface GpgPublicKey {
  readonly form: 'gpg';
  /** The `keyid` member, of a subkey the name under which `subkeys` lists it: 40 hex digits of the fingerprint. */
  readonly keyId: string;
  /** By key id; empty where the key has none. */
  readonly subkeys: ReadonlyMap<string, GpgPublicKey>;
  readonly json: JsonObject;
}

/** A public key as it stands in a layout's `keys` or is passed to a verifier. Its material is not parsed yet. */
export type PublicKey = SslibPublicKey | GpgPublicKey;
