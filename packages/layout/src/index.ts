export { applyFixes } from './apply-fixes.ts';
export { LAYOUT_ERROR_CODES, type LayoutErrorCode } from './error-codes.ts';
export type { Finding, FindingPlace, LayoutFix } from './finding.ts';
export { LayoutError } from './layout-error.ts';
export { LINT_RULES, type LintCode, type LintRule, type LintSeverity } from './lint-codes.ts';
export { lintLayout, type LintOptions } from './lint-layout.ts';
export { renderFindings, type RenderFindingsOptions } from './render-findings.ts';
export {
  type FreshName,
  type InspectionDescription,
  type LayoutBuilder,
  layoutBuilder,
  type LayoutBuilderOptions,
  type RuleLists,
  type StepDescription,
} from './layout-builder.ts';
export { readExpiry } from './read-expiry.ts';
export {
  type MatchRuleOf,
  type MatchSource,
  type MatchTarget,
  type RuleInput,
  rules,
  type RuleText,
} from './rule-input.ts';
export { inferLayout, type InferLayoutOptions } from './infer-layout.ts';
export type { Rehearsal, RehearsalLink } from './rehearsal.ts';
export { describeTampering, TAMPERING_KINDS, type Tampering, type TamperingKind } from './tampering.ts';
export { testLayout, type LayoutTestReport, type TestLayoutOptions } from './test-layout.ts';
export { diffLayouts } from './diff-layouts.ts';
export { type ChangeEffect, type LayoutChange, renderChanges } from './layout-change.ts';
export { diagnoseMetadata, type DiagnoseOptions, type Diagnosis } from './diagnose-metadata.ts';
export { DOCTOR_CODES, type DoctorCode } from './doctor-codes.ts';
