import type { CryptoBackend } from '@intoto/crypto';
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

/** What `evaluateLayout` needs besides the layout. */
export interface VerifyLayoutOptions {
  /** The project owner's keys, by key id. Every one of them must have signed the layout. */
  readonly layoutKeys: ReadonlyMap<string, PublicKey>;
  readonly evidence: EvidenceSource;
  readonly backend: CryptoBackend;
  /** The time to verify for: the layout must not have expired by then. */
  readonly now: Date;
  /** @defaultValue `'strict'` */
  readonly profile?: Profile | undefined;
  /** Runs the layout's inspections. A layout with inspections fails without it. */
  readonly inspectionRunner?: InspectionRunner | undefined;
  /** Values for `{name}` in rules and commands. Where it is absent braces are literal. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  readonly limits?: VerificationLimits | undefined;
  readonly signal?: AbortSignal | undefined;
}
