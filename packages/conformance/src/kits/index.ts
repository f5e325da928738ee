export {
  type BackendCapabilities,
  cryptoBackendConformance,
  type CryptoBackendConformanceOptions,
  DIGEST_ALGORITHMS,
} from './backend-kit.ts';
export type { EncryptionCapabilities } from './encryption-cases.ts';
export { type EvidenceItem, evidenceSourceConformance, type EvidenceSourceConformanceOptions } from './evidence-kit.ts';
export { HASH_ALGORITHMS, hasherConformance, type HasherConformanceOptions } from './hasher-kit.ts';
export {
  inspectionRunnerConformance,
  type InspectionRunnerConformanceOptions,
  type InspectionSample,
} from './inspection-kit.ts';
export type { KitCase } from './kit-case.ts';
export { KitFailure } from './kit-failure.ts';
export { SCHEME_NAMES, type SchemeName } from './schemes.ts';
export { signerConformance, type SignerConformanceOptions } from './signer-kit.ts';
export { verifierConformance, type VerifierConformanceOptions } from './verifier-kit.ts';
