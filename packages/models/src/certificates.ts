import type { JsonObject } from '@intoto/encoding';

/**
 * An X.509 certificate in a layout's `rootcas` or `intermediatecas` (ITE-7, in the form of in-toto-golang). Who relies on it
 * parses it: see `@intoto/x509`.
 */
export interface CertificateAuthority {
  /** PEM of one certificate, as received. */
  readonly certificate: string;
  /** The whole key object as received: what is written. */
  readonly json: JsonObject;
}

/**
 * Whose certificates may sign a link for a step (ITE-7, in the form of in-toto-golang). All six members must hold.
 *
 * A list of names means exactly these, each once, in any order; a list that is `*` alone means anything; an empty one, or one
 * that is the empty text alone, means that the certificate must have none.
 */
export interface CertificateConstraint {
  /** Of the subject; compared as a list of one. */
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly organizations: readonly string[];
  /** Names in the layout's `rootcas`: the root that the certificate leads to must be one of them. */
  readonly roots: readonly string[];
  readonly uris: readonly string[];
  /**
   * The object as received, where members may be absent or null instead of empty. Written in place of members that mean the
   * same.
   */
  readonly received?: JsonObject | undefined;
}

/** What {@link createCertificateConstraint} takes; what is left out the certificate must not have. */
export interface CertificateConstraintOptions {
  /** Names in the layout's `rootcas`; `['*']` for any of them. */
  readonly roots: readonly string[];
  readonly commonName?: string | undefined;
  readonly dnsNames?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly organizations?: readonly string[] | undefined;
  readonly uris?: readonly string[] | undefined;
}

/**
 * Makes a constraint for a step.
 *
 * @example
 * ```ts
 * import { createCertificateConstraint, createStep } from '@intoto/models';
 *
 * const builder = createCertificateConstraint({ uris: ['spiffe://example.org/builder'], roots: ['*'] });
 * console.log(createStep({ name: 'build', certConstraints: [builder] }).certConstraints.length); // 1
 * ```
 */
export function createCertificateConstraint(options: CertificateConstraintOptions): CertificateConstraint {
  const { roots, commonName = '', dnsNames = [], emails = [], organizations = [], uris = [] } = options;
  return { commonName, dnsNames, emails, organizations, roots, uris };
}
