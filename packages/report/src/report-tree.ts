import type { AnyReport, Check } from '@intoto/verifier';

import { verdictOf } from './verdict.ts';

/** A report and where it stands among its sublayouts. */
export interface ReportNode {
  readonly report: AnyReport;
  /** Names of the steps whose sublayouts lead here, outermost first; empty for the outermost report. */
  readonly path: readonly string[];
}

/** One sublayout of a report. */
export type Sublayout = AnyReport['sublayouts'][number];

/** The report and all its sublayouts', a parent before its children. */
export function walkReports(report: AnyReport, path: readonly string[] = []): readonly ReportNode[] {
  return [
    { report, path },
    ...report.sublayouts.flatMap((sublayout) => walkReports(sublayout.report, [...path, sublayout.step])),
  ];
}

/** The same without sublayouts that failed and all within them. */
export function walkPassed(report: AnyReport, path: readonly string[] = []): readonly ReportNode[] {
  if (verdictOf(report) === 'FAILED') return [];
  return [
    { report, path },
    ...report.sublayouts.flatMap((sublayout) => walkPassed(sublayout.report, [...path, sublayout.step])),
  ];
}

/** The sublayout that a check is about, if it is about one. */
export function sublayoutOf(check: Check, report: AnyReport): Sublayout | undefined {
  const { item, keyId } = check.subject;
  if (item === undefined || (check.stage !== 'sublayout' && check.stage !== 'threshold' && check.stage !== 'links')) {
    return undefined;
  }
  return report.sublayouts.find(
    (sublayout) => sublayout.step === item && (keyId === undefined || sublayout.keyId === keyId),
  );
}
