import type { JsonValue } from '@intoto/encoding';

import type { EnvelopeSignature, MetablockSignature } from './metadata.ts';

/** The X.509 certificates that a signature carries, as received. No signature covers them. */
export interface SignatureCertificates {
  /** The signer's own: PEM, or base64 of PEM. */
  readonly leaf: string;
  /** Those that may lead from it to a root; in the same form. */
  readonly intermediates: readonly string[];
}

/**
 * The certificates of a signature: `cert` as in-toto-golang writes it into Metablocks, or `certificate` as Witness writes it into
 * envelopes and ITE-7 names it, and `intermediates`.
 *
 * @returns `undefined` where there is none, where there are two that differ, and for a GPG signature
 */
export function readSignatureCertificates(
  signature: MetablockSignature | EnvelopeSignature,
): SignatureCertificates | undefined {
  if ('form' in signature && signature.form === 'gpg') return undefined;
  const { cert, certificate, intermediates } = signature.json;
  const [leaf, ...others] = [...new Set([cert, certificate].filter(isText))];
  if (leaf === undefined || others.length > 0) return undefined;
  const list = Array.isArray(intermediates) ? (intermediates as readonly JsonValue[]) : [];
  return { leaf, intermediates: list.filter(isText) };
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
