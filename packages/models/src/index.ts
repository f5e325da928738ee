export type { ArtifactMap, DigestSet } from './artifact.ts';
export {
  type ArtifactRule,
  formatArtifactRule,
  type MatchRule,
  parseArtifactRule,
  type PatternRule,
  type RequireRule,
  type RuleWords,
} from './artifact-rule.ts';
export { parseArtifactRuleText, printArtifactRule } from './artifact-rule-text.ts';
export type { Authenticated } from './authenticated.ts';
export { findCertificateProblems } from './certificate-codec.ts';
export {
  type CertificateAuthority,
  type CertificateConstraint,
  type CertificateConstraintOptions,
  createCertificateConstraint,
} from './certificates.ts';
export {
  createInspection,
  createLayout,
  createStep,
  type InspectionOptions,
  type LayoutOptions,
  type StepOptions,
} from './create-layout.ts';
export { createLink, type LinkOptions } from './create-link.ts';
export { createEnvelope, createMetablock } from './create-metadata.ts';
export { METADATA_ERROR_CODES, type MetadataErrorCode, MODEL_ERROR_CODES, type ModelErrorCode } from './error-codes.ts';
export { linkFileName, sublayoutDirectoryName, unfinishedLinkFileName, unsignedLinkFileName } from './file-names.ts';
export type { Inspection, Layout, Step, SupplyChainItem } from './layout.ts';
export { encodeLayout, parseLayout } from './layout-codec.ts';
export type { Link } from './link.ts';
export { encodeLink, isWholeLink, parseLink } from './link-codec.ts';
export { isKnownScheme } from './key-schemes.ts';
export type { EncodeOptions } from './members.ts';
export {
  type Envelope,
  type EnvelopeSignature,
  type GpgSignature,
  IN_TOTO_PAYLOAD_TYPE,
  type Metablock,
  type MetablockSignature,
  type Metadata,
  type PlainSignature,
} from './metadata.ts';
export { MetadataError, ModelError } from './model-error.ts';
export { type MetadataReadOptions, parseMetadata } from './parse-metadata.ts';
export { isLayout, isLink, parsePayload } from './payload.ts';
export { MAX_PROBLEMS, type ModelProblem } from './problem.ts';
export type { GpgPublicKey, PublicKey, SslibPublicKey } from './public-key.ts';
export { parsePublicKey } from './public-key-codec.ts';
export { readPayload } from './read-payload.ts';
export { splitWords } from './shell-words.ts';
export { readSignatureCertificates, type SignatureCertificates } from './signature-certificates.ts';
export { formatTime, parseExpires } from './time.ts';
export { writeMetadata } from './write-metadata.ts';
