import { canonicalJson, type Json, type JsonMembers, writeJson, writeJsonLine } from './json-text.ts';
import type { Signer } from './signers.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** How a container is put together, where it is not as usual. */
export interface ContainerOptions {
  /** What is signed, where it is not what the container then holds. */
  readonly signedAs?: JsonMembers;
  /** Signatures, where they are not the signers' in order. */
  readonly signatures?: readonly Json[];
}

/** A signature in either container. */
export type PlainSignature = Readonly<Record<'keyid' | 'sig', string>>;

/** A signature in a Metablock. */
export function metablockSignature(signed: JsonMembers, signer: Signer): PlainSignature {
  const signature = signer.sign(Buffer.from(canonicalJson(signed), 'utf8'));
  return { keyid: signer.keyId, sig: Buffer.from(signature).toString('hex') };
}

/** A Metablock as a file. */
export function metablock(signed: JsonMembers, signers: readonly Signer[], options: ContainerOptions = {}): string {
  const { signedAs = signed } = options;
  const signatures = options.signatures ?? signers.map((signer) => metablockSignature(signedAs, signer));
  return writeJson({ signatures, signed });
}

/** What a DSSE signature covers. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

/** A signature in an envelope. */
export function envelopeSignature(payload: string, signer: Signer, payloadType = PAYLOAD_TYPE): PlainSignature {
  const signature = signer.sign(preAuthenticationEncoding(payloadType, Buffer.from(payload, 'utf8')));
  return { keyid: signer.keyId, sig: Buffer.from(signature).toString('base64') };
}

/** An envelope around any text, as a file. */
export function envelopeOf(payload: string, signatures: readonly Json[], payloadType = PAYLOAD_TYPE): string {
  return writeJsonLine({ payload: Buffer.from(payload, 'utf8').toString('base64'), payloadType, signatures });
}

/** An envelope as a file. */
export function envelope(payload: JsonMembers, signers: readonly Signer[]): string {
  const text = writeJsonLine(payload);
  return envelopeOf(
    text,
    signers.map((signer) => envelopeSignature(text, signer)),
  );
}

/** Base64 in its URL-safe alphabet. */
export function toUrlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
