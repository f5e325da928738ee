import {
  type AnyReport,
  renderReport,
  type RenderReportOptions,
  REPORT_EXTENSIONS,
  type ReportFormat,
  reportFormatOf,
  writeFileAtomically,
} from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../usage-error.ts';

/** A file for a report, and what its name asks for. */
export interface ReportFile {
  readonly path: string;
  readonly format: ReportFormat;
}

const EXTENSIONS = REPORT_EXTENSIONS.map((extension) => `.${extension}`).join(', ');

export function declareReportFiles(parser: ArgumentTarget): void {
  parser.add_argument('--report', {
    action: 'append',
    metavar: 'FILE',
    help: `write the report into a file too, in the format of its extension (${EXTENSIONS}); may be repeated`,
  });
}

/** @throws UsageError for an extension that stands for no format: before anything is done. */
export function readReportFiles(args: Arguments): readonly ReportFile[] {
  return (args.list('report') ?? []).map((path) => {
    const format = reportFormatOf(path);
    if (format === undefined) throw new UsageError(`--report ${path}: give a file with one of ${EXTENSIONS}.`);
    return { path, format };
  });
}

/** Writes each file as a whole or not at all. */
export async function writeReportFiles(
  files: readonly ReportFile[],
  report: AnyReport,
  options: RenderReportOptions,
): Promise<void> {
  for (const { path, format } of files) await writeFileAtomically(path, renderReport(report, format, options));
}
