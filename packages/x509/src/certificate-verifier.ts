import type { CertificateVerifier, CertifiedSignature } from '@intoto/crypto';

import { dedupe } from './certificate-set.ts';
import { splitCertificates } from './certificate-texts.ts';
import type { Certificate } from './certificate.ts';
import { DEFAULT_EXTENDED_KEY_USAGES } from './object-identifiers.ts';
import { parseCertificate } from './parse-certificate.ts';
import { openTrust, type TrustSettings } from './trust.ts';

/** Bounds on what comes from outside; crossing one refuses the certificate with `ERR_CERTIFICATE_LIMIT`. */
export interface CertificateLimits {
  /** Certificates in a chain, the signer's and the root included. @defaultValue 8 */
  readonly maxChainLength?: number | undefined;
  /** Issuers that are looked at for one signer. @defaultValue 200 */
  readonly maxSearchSteps?: number | undefined;
  /** Intermediate certificates that one signature may carry. @defaultValue 10 */
  readonly maxIntermediates?: number | undefined;
}

/** What {@link createCertificateVerifier} takes besides what the layout says. */
export interface CertificateVerifierOptions {
  /** Certificates that may lead to a root besides those of the layout: PEM with one or several, or DER. Untrusted. */
  readonly intermediates?: readonly (Uint8Array | string)[] | undefined;
  /**
   * The time at which a signature was made, as somebody vouches for whom the caller trusts: a timestamp authority, a transparency
   * log. Its chain must be valid then. `undefined` where nobody knows. @defaultValue the time verified for, for every signature
   */
  readonly signingTime?: ((signature: CertifiedSignature) => Date | undefined | Promise<Date | undefined>) | undefined;
  /**
   * Object identifiers of extended key usages that a certificate must allow one of, unless it is not restricted.
   * @defaultValue server authentication, client authentication, code signing
   */
  readonly extendedKeyUsages?: readonly string[] | undefined;
  readonly limits?: CertificateLimits | undefined;
}

/**
 * Makes what a verifier needs for layouts with certificates (ITE-7): pass it as `certificates` to `evaluateLayout`.
 *
 * A certificate makes its holder a functionary of a step if a chain of valid certificates leads from it to one of the layout's
 * `rootcas`, and it meets one of the step's `cert_constraints` in full, `roots` with the root that the chain leads to.
 *
 * @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT`, `ERR_CERTIFICATE_LIMIT` for intermediates that cannot be read
 * @throws TypeError for limits that are not positive integers
 * @example
 * ```ts
 * import { createCertificateVerifier } from '@intoto/x509';
 * import type { VerifyLayoutOptions } from '@intoto/verifier';
 *
 * const certificates: VerifyLayoutOptions['certificates'] = createCertificateVerifier();
 * console.log(typeof certificates); // object
 * ```
 */
export function createCertificateVerifier(options: CertificateVerifierOptions = {}): CertificateVerifier {
  const settings: TrustSettings = {
    intermediates: dedupe((options.intermediates ?? []).flatMap(readAll)),
    signingTime: options.signingTime,
    extendedKeyUsages: options.extendedKeyUsages ?? DEFAULT_EXTENDED_KEY_USAGES,
    limits: {
      maxChainLength: positive('maxChainLength', options.limits?.maxChainLength ?? 8),
      maxSearchSteps: positive('maxSearchSteps', options.limits?.maxSearchSteps ?? 200),
      maxIntermediates: positive('maxIntermediates', options.limits?.maxIntermediates ?? 10),
    },
  };
  return Object.freeze<CertificateVerifier>({
    openTrust: async (layout, context) => openTrust(layout, context, settings),
  });
}

function readAll(source: Uint8Array | string): readonly Certificate[] {
  return splitCertificates(source).map(parseCertificate);
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new TypeError(`limits.${name}: a positive integer expected`);
}
