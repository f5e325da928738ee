/** Why a certificate does not make its holder a functionary. */
export const CERTIFICATE_CODES = {
  /** The signature carries no certificate, or two that differ. */
  ERR_CERTIFICATE_MISSING: 'The signature carries no certificate, or two that differ.',
  /** The bytes are not an X.509 certificate, or one that can be read in two ways. */
  ERR_CERTIFICATE_FORMAT: 'The bytes are not an X.509 certificate, or one that can be read in two ways.',
  /** The certificate is for another key than the one that signed, or than the one whose id the signature names. */
  ERR_CERTIFICATE_KEY:
    'The certificate is for another key than the one that signed, or than the one whose id the signature names.',
  /** No chain of certificates leads to one of the layout's roots. */
  ERR_CERTIFICATE_UNTRUSTED: "No chain of certificates leads to one of the layout's roots.",
  /** A certificate of the chain is not valid at the time verified for. */
  ERR_CERTIFICATE_EXPIRED: 'A certificate of the chain is not valid at the time verified for.',
  /** A certificate of the chain is used for what it was not made for, or says something that is not understood. */
  ERR_CERTIFICATE_USAGE:
    'A certificate of the chain is used for what it was not made for, or says something that is not understood.',
  /** A certificate of the chain is signed by, or holds a key of, an algorithm that is weak or not supported. */
  ERR_CERTIFICATE_ALGORITHM:
    'A certificate of the chain is signed by, or holds a key of, an algorithm that is weak or not supported.',
  /** The certificate meets none of the step's constraints. */
  ERR_CERTIFICATE_CONSTRAINT: "The certificate meets none of the step's constraints.",
  /** There are more certificates, or larger ones, than allowed. */
  ERR_CERTIFICATE_LIMIT: 'There are more certificates, or larger ones, than allowed.',
} as const;

/** Codes of {@link CERTIFICATE_CODES}. */
export type CertificateCode = keyof typeof CERTIFICATE_CODES;
