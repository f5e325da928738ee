/** Object identifiers of what certificates say of themselves (RFC 5280). */
export const EXTENSIONS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Attributes of distinguished names. */
export const ATTRIBUTES = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

/** Short names of attributes (RFC 4514 and customary ones), for people. */
export const ATTRIBUTE_NAMES: ReadonlyMap<string, string> = new Map([
  [ATTRIBUTES.commonName, 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  [ATTRIBUTES.organization, 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  [ATTRIBUTES.emailAddress, 'emailAddress'],
]);

/** What an extended key usage allows everything with. */
export const ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0';

/**
 * The extended key usages that make a certificate good for signing metadata: server and client authentication, as the
 * certificates of workloads have them (SPIFFE), and code signing. in-toto-golang takes the first one only.
 */
export const DEFAULT_EXTENDED_KEY_USAGES: readonly string[] = [
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.5.7.3.3',
];
