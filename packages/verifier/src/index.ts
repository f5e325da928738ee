export type { Candidate, EvidenceQuery, EvidenceSource } from './evidence.ts';
export type { InspectionRequest, InspectionResult, InspectionRunner } from './inspection-runner.ts';
export type { Profile, VerificationLimits, VerifyLayoutOptions } from './options.ts';
export type {
  AcceptedSignature,
  Check,
  CheckSubject,
  Failure,
  FailureCode,
  NearMissReport,
  ReportValue,
  RuleTrace,
  Stage,
  SummaryLink,
  VerificationReport,
  WarningCode,
} from './report.ts';
