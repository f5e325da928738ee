export {
  authenticate,
  type AuthenticateOptions,
  type Authentication,
  deriveAuthenticated,
  type KeyCheck,
} from './authenticate.ts';
export { CERTIFICATE_CODES, type CertificateCode } from './certificate-codes.ts';
export type {
  CertificateContext,
  CertificateSummary,
  CertificateTrust,
  CertificateVerdict,
  CertificateVerifier,
  CertifiedSignature,
  CertifiedSigner,
} from './certificate-verifier.ts';
export {
  checkSignature,
  type CheckSignatureOptions,
  type SignatureCheck,
  type SignerFacts,
} from './check-signature.ts';
export { combineBackends } from './combine-backends.ts';
export { lazyBackend } from './lazy-backend.ts';
export { createSigner } from './create-signer.ts';
export { createVerifier } from './create-verifier.ts';
export { CryptoError } from './crypto-error.ts';
export { encodePrivateKeyPem, type EncodePrivateKeyOptions, encodePublicKeyPem } from './encode-key-pem.ts';
export { CRYPTO_ERROR_CODES, type CryptoErrorCode, SIGNATURE_CODES, type SignatureCode } from './error-codes.ts';
export { generatePrivateKey, type GenerateKeyOptions } from './generate-private-key.ts';
export type {
  CryptoBackend,
  DigestAlgorithm,
  EcdsaCurve,
  HashAlgorithm,
  Hasher,
  Pbes2Parameters,
  SignatureScheme,
  Signer,
  Verifier,
} from './interfaces.ts';
export { computeKeyId, type KeyIdInput, type KeyIdStyle } from './key-id.ts';
export { keyMaterialId } from './key-material.ts';
export { loadPrivateKey, type PrivateKey, type PrivateKeyOptions } from './load-private-key.ts';
export { loadPublicKey } from './load-public-key.ts';
export {
  isOpenPgpSigner,
  type MetadataSigner,
  type OpenPgpQuestion,
  type OpenPgpSignature,
  type OpenPgpSigner,
  type OpenPgpSupport,
  type OpenPgpVerifier,
} from './openpgp.ts';
export { encodeSpki, type KeyMaterial } from './public-key-info.ts';
export { resolveScheme } from './schemes.ts';
export { signMetadata, type SignMetadataOptions } from './sign-metadata.ts';
export { type OpenedContent, signedBytes, type SignedForm } from './signed-content.ts';
export type { PublicKeyOptions } from './sslib-public-key.ts';
export { readSubjectPublicKey, type SubjectPublicKey } from './subject-public-key.ts';
