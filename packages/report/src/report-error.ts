import { InTotoError } from '@intoto/encoding';

/** What each code of a {@link ReportError} means. */
export const REPORT_ERROR_CODES = {
  ERR_REPORT_FORMAT: 'What was given as a saved report is not one; the message says where.',
  ERR_REPORT_VERSION: 'A saved report has a version that is not known here.',
} as const;

/** The code of a {@link ReportError}. */
export type ReportErrorCode = keyof typeof REPORT_ERROR_CODES;

/** A saved report that cannot be used. `details.member` says where, e.g. `checks.3.stage`. */
export class ReportError extends InTotoError<ReportErrorCode> {
  override readonly name = 'ReportError';
}
