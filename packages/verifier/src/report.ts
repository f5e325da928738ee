import type { CertificateSummary } from '@intoto/crypto';
import type { NearMiss } from '@intoto/rules';

import type { FailureCode, WarningCode } from './failure-codes.ts';

/** Stages in the order of the workflow (in-toto specification 5.2). */
export type Stage =
  | 'keys'
  | 'layout-signature'
  | 'layout-format'
  | 'expiry'
  | 'parameters'
  | 'certificates'
  | 'links'
  | 'threshold'
  | 'sublayout'
  | 'command'
  | 'agreement'
  | 'step-rules'
  | 'inspection'
  | 'inspection-rules';

/** JSON that a report may carry. */
export type ReportValue =
  | null
  | boolean
  | number
  | string
  | readonly ReportValue[]
  | { readonly [name: string]: ReportValue };

/** What a check is about. */
export interface CheckSubject {
  /** Step or inspection. */
  readonly item?: string | undefined;
  readonly keyId?: string | undefined;
  /** Where the piece of evidence lies. */
  readonly location?: string | undefined;
  readonly artifact?: string | undefined;
  /** `expected_materials` or `expected_products` of `item`, and the rule's place in it, from 1. */
  readonly ruleList?: 'expected_materials' | 'expected_products' | undefined;
  readonly ruleNumber?: number | undefined;
}

/** What every {@link Check} has. */
export interface CheckBase {
  readonly stage: Stage;
  readonly subject: CheckSubject;
  /** A sentence a person can read by itself. */
  readonly message: string;
  /** What the check looked at, JSON-serialisable; shapes by code are documented in `docs/error-codes.md`. */
  readonly details: { readonly [name: string]: ReportValue };
}

/** One check and its outcome. */
export type Check =
  | (CheckBase & { readonly status: 'passed' })
  | (CheckBase & { readonly status: 'skipped' })
  | (CheckBase & { readonly status: 'warning'; readonly code: WarningCode })
  | (CheckBase & {
      readonly status: 'failed';
      readonly code: FailureCode;
      /** The next thing to do. */ readonly remedy: string;
    });

/** A failed check. */
export type Failure = Extract<Check, { status: 'failed' }>;

/** One word per trace entry; see `@intoto/rules` for its meaning. */
export interface RuleTrace {
  readonly item: string;
  readonly ruleList: 'expected_materials' | 'expected_products';
  /** Artifact names before the first rule, sorted by code point. */
  readonly queue: readonly string[];
  readonly rules: readonly {
    readonly number: number;
    /** The rule's words joined by blanks, quoted as in a shell where that is needed. */
    readonly rule: string;
    readonly consumed: readonly string[];
    readonly refused: readonly string[];
    /** The first 100. */
    readonly nearMisses: readonly NearMiss[];
    /** How many there are, where that is more. */
    readonly nearMissesTotal?: number | undefined;
  }[];
}

/** A signature that counted: who signed what. */
export interface AcceptedSignature {
  /** Step name; `undefined` for the layout itself. */
  readonly item?: string | undefined;
  readonly keyId: string;
  readonly location?: string | undefined;
  /** Where a certificate made the signer a functionary: whose it is, and the root that it leads to. */
  readonly certificate?: CertificateSummary | undefined;
  /**
   * When the OpenPGP key that signed expires, or its main key, whichever is first, `YYYY-MM-DDTHH:MM:SSZ`: no
   * signature of it counts after that. Absent where that never happens, and for keys of other kinds, which know no end.
   */
  readonly keyExpires?: string | undefined;
}

/** A summary link as JSON, as in-toto metadata spells it (specification 5.2, step 11). */
export interface SummaryLink {
  readonly name: string | null;
  readonly materials: { readonly [artifact: string]: { readonly [algorithm: string]: string } };
  readonly products: { readonly [artifact: string]: { readonly [algorithm: string]: string } };
  readonly command: readonly ReportValue[];
  readonly byproducts: { readonly [name: string]: ReportValue };
  readonly environment: { readonly [name: string]: ReportValue };
}

/** What every {@link VerificationReport} has. */
export interface ReportBase {
  readonly reportVersion: 1;
  readonly profile: 'strict' | 'reference';
  /** The time verified for, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string;
  /** `expires` of the layout where it could be read. */
  readonly expires?: string | undefined;
  /** Every check, in the order of the workflow. */
  readonly checks: readonly Check[];
  readonly signatures: readonly AcceptedSignature[];
  readonly traces: readonly RuleTrace[];
  readonly sublayouts: readonly {
    readonly step: string;
    readonly keyId: string;
    readonly report: VerificationReport;
  }[];
}

/** The outcome of a verification: JSON-serialisable, in stable order. */
export type VerificationReport =
  | (ReportBase & { readonly ok: true; readonly summary: SummaryLink })
  | (ReportBase & {
      readonly ok: false;
      /** Every failed check, sublayouts' under the code `ERR_SUBLAYOUT`. Never empty. */
      readonly failures: readonly [Failure, ...Failure[]];
    });

/** What a narrowed verification looked at, and what not. */
export interface PartialScope {
  /** The steps asked for: in the order of the layout, or as they were given where it is not known to be authentic. */
  readonly steps: readonly string[];
  /** Of these, those whose rules could not all be applied. */
  readonly undecided: readonly string[];
  /** Steps whose rules were not applied, in the order of the layout. */
  readonly uncheckedSteps: readonly string[];
  /** Of these, those whose links were checked nevertheless, since MATCH rules of the steps asked for compare with them. */
  readonly sources: readonly string[];
  /** None is ever run. */
  readonly uncheckedInspections: readonly string[];
}

/**
 * The outcome of a verification of some steps alone. It never passes, whatever is in it: without failures it says that nothing
 * failed among what was looked at, and no more.
 */
export type PartialReport = ReportBase & {
  readonly ok: false;
  readonly partial: PartialScope;
  /** Every failed check; may be empty. */
  readonly failures: readonly Failure[];
};

/** The outcome of any verification. */
export type AnyReport = VerificationReport | PartialReport;
