export type { NearMiss } from '@intoto/rules';
export { evaluateLayout } from './evaluate-layout.ts';
export type { Candidate, EvidenceQuery, EvidenceSource } from './evidence.ts';
export { FAILURE_CODES, type FailureCode, WARNING_CODES, type WarningCode } from './failure-codes.ts';
export type { InspectionRequest, InspectionResult, InspectionRunner } from './inspection-runner.ts';
export { createMemoryEvidence, type MemoryEvidenceOptions, type MemoryLink } from './memory-evidence.ts';
export type { CertificateSource, Profile, VerificationLimits, VerifyLayoutOptions } from './options.ts';
export type {
  AcceptedSignature,
  Check,
  CheckBase,
  CheckSubject,
  Failure,
  ReportBase,
  ReportValue,
  RuleTrace,
  Stage,
  SummaryLink,
  VerificationReport,
} from './report.ts';
export { VerificationError } from './verification-error.ts';
export { isNormalArtifactName } from './artifact-names.ts';
export { verifyLayout } from './verify-layout.ts';
