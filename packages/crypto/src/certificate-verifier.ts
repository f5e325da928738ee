import type { JsonObject } from '@intoto/encoding';
import type { CertificateConstraint, Layout, SignatureCertificates, SslibPublicKey } from '@intoto/models';

import type { CertificateCode } from './certificate-codes.ts';
import type { CryptoBackend } from './interfaces.ts';

/**
 * Decides whom certificates make functionaries (ITE-7). An immutable value, passed as an argument; `@intoto/x509` makes one.
 * What it is asked about comes from outside in every respect but one: the layout is authentic.
 */
export interface CertificateVerifier {
  /** Reads the certificates of a layout, once for each layout. Resolves for every layout: what cannot be read is a problem. */
  openTrust(
    layout: Pick<Layout, 'rootCas' | 'intermediateCas'>,
    context: CertificateContext,
  ): Promise<CertificateTrust>;
}

/** What a verification lends to a {@link CertificateVerifier}. */
export interface CertificateContext {
  readonly backend: CryptoBackend;
  /** The time verified for. */
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/** The certificates of one layout. */
export interface CertificateTrust {
  /** Certificates of the layout that cannot be used; none where there are none. */
  readonly problems: readonly {
    readonly list: 'rootcas' | 'intermediatecas';
    /** The name under which the layout lists it. */
    readonly name: string;
    readonly code: CertificateCode;
    /** A sentence without a full stop. */
    readonly message: string;
  }[];
  /** Whether the certificate of a signature makes its holder a functionary. The signature itself is for the caller to check. */
  judge(signature: CertifiedSignature): Promise<CertificateVerdict>;
}

/** A signature with the certificates it carries. Nothing of it is authentic yet. */
export interface CertifiedSignature {
  /** The key id that the signature names. */
  readonly keyId: string;
  readonly certificates: SignatureCertificates;
  /** The whole signature object, which may carry a timestamp. */
  readonly json: JsonObject;
  /** Those of the step; one of them must hold in full. */
  readonly constraints: readonly CertificateConstraint[];
  readonly step: string;
  /** Where the metadata lies. */
  readonly location: string;
}

/** Outcome of {@link CertificateTrust.judge}. */
export type CertificateVerdict =
  | ({ readonly ok: true } & CertifiedSigner)
  | {
      readonly ok: false;
      readonly code: CertificateCode;
      /** A sentence without a full stop, that may begin with "its certificate". */
      readonly message: string;
      /** The facts, JSON-serialisable. */
      readonly details: JsonObject;
    };

/** A functionary by certificate. */
export interface CertifiedSigner {
  /** The certificate's key under the key id that the signature names. The signature must verify with it. */
  readonly key: SslibPublicKey;
  /**
   * Texts that stand for who signed. Two signatures that share one are by the same functionary, whatever keys they were made
   * with; never empty.
   */
  readonly identity: readonly string[];
  readonly certificate: CertificateSummary;
}

/** A certificate for people. */
export interface CertificateSummary {
  /** Distinguished name, e.g. `CN=builder,O=Example`; empty where it has none. */
  readonly subject: string;
  /** The name in the layout's `rootcas` of the root it leads to. */
  readonly root: string;
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly uris: readonly string[];
  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** The time at which the chain is valid, in the same form. */
  readonly validAt: string;
}
