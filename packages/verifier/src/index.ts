export type { NearMiss } from '@intoto/rules';
export { evaluateLayout } from './evaluate-layout.ts';
export { evaluateSteps, type EvaluateStepsOptions } from './evaluate-steps.ts';
export type { Candidate, EvidenceQuery, EvidenceSource } from './evidence.ts';
export { FAILURE_CODES, type FailureCode, WARNING_CODES, type WarningCode } from './failure-codes.ts';
export type { InspectionRequest, InspectionResult, InspectionRunner } from './inspection-runner.ts';
export { createMemoryEvidence, type MemoryEvidenceOptions, type MemoryLink } from './memory-evidence.ts';
export type { CertificateSource, Profile, VerificationLimits, VerifyLayoutOptions } from './options.ts';
export type {
  AcceptedSignature,
  AnyReport,
  Check,
  CheckBase,
  CheckSubject,
  Failure,
  PartialReport,
  PartialScope,
  ReportBase,
  ReportValue,
  RuleTrace,
  Stage,
  SummaryLink,
  VerificationReport,
} from './report.ts';
export { STEP_SELECTION_ERROR_CODES, StepSelectionError, type StepSelectionErrorCode } from './step-selection-error.ts';
export { VerificationError } from './verification-error.ts';
export { isNormalArtifactName } from './artifact-names.ts';
export { verifyLayout } from './verify-layout.ts';
