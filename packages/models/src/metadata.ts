import type { JsonObject } from '@intoto/encoding';

/** A signature `{keyid, sig}` of a Metablock; `sig` as received, meant to be hex. What is not a string is empty here. */
export interface PlainSignature {
  readonly form: 'plain';
  /** Empty where the member is no string; no key has an empty id. */
  readonly keyId: string;
  readonly sig: string;
  /** The whole signature object as received: what is written. */
  readonly json: JsonObject;
}

/** A signature `{keyid, signature, other_headers}` made with GPG. What is not a string is empty here. */
export interface GpgSignature {
  readonly form: 'gpg';
  /** Of the key or subkey that signed; empty where the member is no string. */
  readonly keyId: string;
  readonly signature: string;
  readonly otherHeaders: string;
  /** The whole signature object as received: what is written. */
  readonly json: JsonObject;
}

/** A signature of a Metablock. */
export type MetablockSignature = PlainSignature | GpgSignature;

/** The traditional container `{signed, signatures}`. Nothing in it is authenticated yet. */
export interface Metablock {
  readonly container: 'metablock';
  /** `signed` as received: what the signatures cover in canonical form. */
  readonly signed: JsonObject;
  readonly signatures: readonly MetablockSignature[];
}

/** A signature of a DSSE envelope. */
export interface EnvelopeSignature {
  /** Empty where the member is no string; no key has an empty id. */
  readonly keyId: string;
  /** Decoded from base64. Written in place of `sig` in `json`. */
  readonly sig: Uint8Array;
  /** The whole signature object as received. */
  readonly json: JsonObject;
}

/** A DSSE envelope (DSSE v1, ITE-5). Nothing in it is authenticated yet. */
export interface Envelope {
  readonly container: 'dsse';
  readonly payloadType: string;
  /** Decoded from base64: what the signatures cover through the pre-authentication encoding. */
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Signed metadata in one of its two containers; it knows nothing of its payload. */
export type Metadata = Metablock | Envelope;

/** The payload type of in-toto layouts and links in DSSE envelopes (ITE-5). */
export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';
