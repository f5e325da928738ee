import type { CertificateCode, CertifiedSigner } from '@intoto/crypto';
import type { JsonObject } from '@intoto/encoding';
import type { Authenticated, Layout, Link, PublicKey, SignatureCertificates, Step } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Candidate } from './evidence.ts';
import type { ReadMetadata } from './read-candidate.ts';
import type { AcceptedSignature, ReportValue } from './report.ts';

/** Why a candidate did not count for a step. */
export type RefusalReason =
  /** It cannot be read. */
  | 'unreadable'
  /** It is not signed metadata. */
  | 'malformed'
  /** It carries no signature. */
  | 'unsigned'
  /** None of its signatures names a functionary of the step. */
  | 'other-key'
  /** Its signature names a functionary's key by another of the ids that key has. */
  | 'other-key-id'
  /** A functionary signed it, but its name says otherwise. */
  | 'file-name'
  /** The key it is named for is not in the layout's `keys`. */
  | 'key-unknown'
  /** Its signature does not verify. */
  | 'bad-signature'
  /** The OpenPGP key that signed has expired. */
  | 'key-expired'
  /** Its certificate does not make its holder a functionary; the code says why. */
  | 'certificate';

/** A candidate that did not count. */
export interface Refusal {
  readonly location: string;
  /** The key id it was tried for; `undefined` where its name rules out every key of the step. */
  readonly keyId?: string | undefined;
  readonly reason: RefusalReason;
  /** The reason as half a sentence. */
  readonly message: string;
  /** With the reason `certificate`. */
  readonly code?: CertificateCode | undefined;
  /** Facts about a certificate. */
  readonly details?: { readonly [name: string]: ReportValue } | undefined;
}

/** The certificates that a signature carries, nothing of it verified yet. */
export interface PresentedCertificates {
  readonly certificates: SignatureCertificates;
  /** The whole signature object. */
  readonly json: JsonObject;
}

/** A candidate that could be read, under one of the key ids it may be signed with. */
export interface LoadedLink extends ReadMetadata {
  readonly keyId: string;
  readonly location: string;
  /** Where the signature counts by its certificate, and not by a key of the layout. */
  readonly presented?: PresentedCertificates | undefined;
}

/** What was found for a step. */
export interface LoadedStep {
  readonly step: Step;
  /** In the order of the step's key ids, then by location. */
  readonly links: readonly LoadedLink[];
  readonly refusals: readonly Refusal[];
  /** Candidates whose name rules out every key of the step; asks the source, and rejects as it does. */
  readonly findUnclaimed: () => Promise<readonly Candidate[]>;
}

/** A link or sublayout that an authorized functionary signed. */
export type SignedLink = LoadedLink & {
  /** The key its signature verified with. */
  readonly key: PublicKey;
  /** Where a certificate makes its holder a functionary. */
  readonly certified?: CertifiedSigner | undefined;
  /** What the report says of the signer. */
  readonly facts?: Pick<AcceptedSignature, 'certificate' | 'keyExpires'> | undefined;
  /** Why it counts, where that is more than a key of the layout: half a sentence. */
  readonly acceptance?: string | undefined;
} & (
    | { readonly payload: Authenticated<Link> | Authenticated<Layout> }
    /** The signed bytes are neither a link nor a layout. */
    | { readonly payload?: undefined; readonly problem: Problem }
  );

/** A step whose threshold is met. */
export interface SignedStep {
  readonly step: Step;
  readonly links: readonly SignedLink[];
}

/** One link of a step: a functionary's, or the summary of a functionary's sublayout. */
export interface StepLink {
  readonly keyId: string;
  readonly location: string;
  readonly link: Authenticated<Link>;
}

/** A step with links only. */
export interface LinkedStep {
  readonly step: Step;
  readonly links: readonly StepLink[];
}
