export { createCertificateAuthority } from './certificate-authority.ts';
export { CertificateError } from './certificate-error.ts';
export { createCertificateSigner, type CertificateSignerOptions } from './certificate-signer.ts';
export {
  type CertificateLimits,
  type CertificateVerifierOptions,
  createCertificateVerifier,
} from './certificate-verifier.ts';
export { DEFAULT_EXTENDED_KEY_USAGES } from './object-identifiers.ts';
