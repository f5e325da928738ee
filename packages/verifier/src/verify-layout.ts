import type { Metadata } from '@intoto/models';

import { evaluateLayout } from './evaluate-layout.ts';
import type { VerifyLayoutOptions } from './options.ts';
import type { VerificationReport } from './report.ts';
import { VerificationError } from './verification-error.ts';

/**
 * As {@link evaluateLayout}, for callers that go on only if the verification passed.
 * @returns the report with the evidence: who signed what, and the summary link
 * @throws {@link VerificationError} unless the verification passed; and what `evaluateLayout` throws
 */
export async function verifyLayout(
  layout: Metadata,
  options: VerifyLayoutOptions,
): Promise<Extract<VerificationReport, { ok: true }>> {
  const report = await evaluateLayout(layout, options);
  if (report.ok) return report;
  throw new VerificationError(report);
}
