/** A distinguished name. */
export interface DistinguishedName {
  /** DER: what names are compared by. */
  readonly der: string;
  /** For people, e.g. `CN=builder,O=Example`; empty where there is none. */
  readonly text: string;
  readonly commonNames: readonly string[];
  readonly organizations: readonly string[];
  readonly emails: readonly string[];
}

/** Subject alternative names (RFC 5280, 4.2.1.6), as they stand in the certificate. */
export interface AlternativeNames {
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly uris: readonly string[];
  /** Names of other forms, such as IP addresses, by their form. */
  readonly others: readonly NameForm[];
}

/** The forms of names that are not compared. */
export type NameForm = 'IP address' | 'directory name' | 'other';

/** The names that a certificate authority may give (RFC 5280, 4.2.1.10). */
export interface NameConstraints {
  readonly permitted: NameSubtrees;
  readonly excluded: NameSubtrees;
}

/** Subtrees of names, by form. */
export type NameSubtrees = AlternativeNames;

/** A certificate that has been read. Nothing of it is verified. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The part that the signature covers. */
  readonly tbs: Uint8Array;
  readonly signatureOid: string;
  /** DER of the algorithm's parameters in hex; empty where there are none. */
  readonly signatureParameters: string;
  readonly signature: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly names: AlternativeNames;
  /** Whether it may issue certificates. */
  readonly isAuthority: boolean;
  /** How many intermediate certificates may follow it; `undefined` for any number. */
  readonly pathLength: number | undefined;
  /** `undefined` where it is not restricted. */
  readonly keyUsage: { readonly signs: boolean; readonly issues: boolean } | undefined;
  /** Object identifiers; `undefined` where it is not restricted. */
  readonly extendedKeyUsages: readonly string[] | undefined;
  /** `undefined` where it has none. */
  readonly nameConstraints: NameConstraints | undefined;
  /** Object identifiers of critical extensions that are not understood here. */
  readonly unknownCritical: readonly string[];
}

/** How messages call a certificate: by its subject, or its names where it has no subject. */
export function describeCertificate({ subject, names }: Certificate): string {
  if (subject.text !== '') return subject.text;
  const [name = 'a certificate without a name'] = [...names.uris, ...names.dnsNames, ...names.emails];
  return name;
}
