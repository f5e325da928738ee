import type { AnyReport } from '@intoto/verifier';

/** What a report comes to: `PARTIAL` where nothing failed and some steps alone were verified. */
export type Verdict = 'PASSED' | 'FAILED' | 'PARTIAL';

/**
 * The verdict of a report. Only `PASSED` is a pass.
 *
 * @example
 * ```ts no-run
 * import { verdictOf } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * process.exitCode = { PASSED: 0, FAILED: 1, PARTIAL: 3 }[verdictOf(report)];
 * ```
 */
export function verdictOf(report: AnyReport): Verdict {
  if (report.ok) return 'PASSED';
  return 'partial' in report && report.failures.length === 0 ? 'PARTIAL' : 'FAILED';
}
