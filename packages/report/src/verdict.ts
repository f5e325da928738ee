import type { AnyReport } from '@intoto/verifier';

/** What a report comes to: `PARTIAL` where nothing failed and not everything was checked. */
export type Verdict = 'PASSED' | 'FAILED' | 'PARTIAL';

/** The one place that reads a verdict out of a report. */
export function verdictOf(report: AnyReport): Verdict {
  if (report.ok) return 'PASSED';
  return 'partial' in report && report.failures.length === 0 ? 'PARTIAL' : 'FAILED';
}
