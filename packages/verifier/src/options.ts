import type { CertificateVerifier, CryptoBackend, OpenPgpSupport } from '@intoto/crypto';
import type { PublicKey } from '@intoto/models';

import type { EvidenceSource } from './evidence.ts';
import type { InspectionRunner } from './inspection-runner.ts';

/**
 * `strict` is the specification read strictly; `reference` gives the Python reference's verdict.
 * What passes `strict` passes `reference`.
 */
export type Profile = 'strict' | 'reference';

/** Bounds on what comes from outside; crossing one is a failure with `ERR_LIMIT`. */
export interface VerificationLimits {
  /** Bytes of one piece of metadata. @defaultValue 64 MiB */
  readonly maxBytes?: number | undefined;
  /** Bytes of all links and sublayouts together. @defaultValue 1 GiB */
  readonly maxTotalBytes?: number | undefined;
  /** Nesting of JSON. @defaultValue 200 */
  readonly maxDepth?: number | undefined;
  /** Signatures in one container. @defaultValue 1000 */
  readonly maxSignatures?: number | undefined;
  /** Sublayouts within sublayouts. @defaultValue 8 */
  readonly maxSublayoutDepth?: number | undefined;
  /** Sublayouts in all, however they are nested. @defaultValue 1000 */
  readonly maxSublayouts?: number | undefined;
  /** Candidates considered per step; one that several keys may have signed counts for each of them. @defaultValue 1000 */
  readonly maxCandidates?: number | undefined;
  /**
   * Work that patterns of rules make in all: characters of artifact names, once for each pattern with a star, and as often as
   * the pattern is long where it has `?` or a set. A minute or so. @defaultValue 100,000,000,000
   */
  readonly maxRuleWork?: number | undefined;
}

/**
 * What verifies certificates, or a function that loads it: it is called once, and only for a layout that lets certificates
 * sign, so that nobody else has to download it.
 */
export type CertificateSource = CertificateVerifier | (() => CertificateVerifier | Promise<CertificateVerifier>);

/** What `evaluateLayout` needs besides the layout. */
export interface VerifyLayoutOptions {
  /** The project owner's keys, by key id. Every one of them must have signed the layout. */
  readonly layoutKeys: ReadonlyMap<string, PublicKey>;
  readonly evidence: EvidenceSource;
  readonly backend: CryptoBackend;
  /** The time to verify for: neither the layout nor an OpenPGP key that signs may have expired by then. */
  readonly now: Date;
  /**
   * Verifies signatures made with GPG: `openpgp` of `@intoto/openpgp`, or a function that imports it when a key needs it.
   * Without it a layout or step that such a key signs fails.
   */
  readonly openpgp?: OpenPgpSupport | undefined;
  /** @defaultValue `'strict'` */
  readonly profile?: Profile | undefined;
  /** Runs the layout's inspections. A layout with inspections fails without it. */
  readonly inspectionRunner?: InspectionRunner | undefined;
  /**
   * Verifies certificates, for layouts that let them sign (ITE-7): `createCertificateVerifier` of `@intoto/x509`. Such a layout
   * fails without it. Not used by the profile `reference`, where nobody signs by certificate.
   */
  readonly certificates?: CertificateSource | undefined;
  /** Values for `{name}` in rules and commands. Where it is absent braces are literal. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  readonly limits?: VerificationLimits | undefined;
  readonly signal?: AbortSignal | undefined;
}
