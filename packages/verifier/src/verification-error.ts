import { InTotoError } from '@intoto/encoding';

import type { FailureCode } from './failure-codes.ts';
import type { VerificationReport } from './report.ts';

/** A verification that did not pass. Its code and message are those of the first failure in the order of the workflow. */
export class VerificationError extends InTotoError<FailureCode> {
  override readonly name = 'VerificationError';
  /** Everything that was found out. */
  readonly report: Extract<VerificationReport, { ok: false }>;

  constructor(report: Extract<VerificationReport, { ok: false }>) {
    const [{ code, message }, ...others] = report.failures;
    const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
    super(`${message}${more}`, { code, details: { codes: report.failures.map((failure) => failure.code) } });
    this.report = report;
  }
}
