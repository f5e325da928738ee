import type { AnyReport } from '@intoto/verifier';

import { renderDot } from './render-dot.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderJUnit } from './render-junit.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderMermaid } from './render-mermaid.ts';
import { renderSarif, type RenderSarifOptions } from './render-sarif.ts';
import { renderText, type RenderTextOptions } from './render-text.ts';

/** What {@link renderReport} takes; each format takes what concerns it. */
export interface RenderReportOptions extends RenderTextOptions, RenderSarifOptions {}

/** A form that a report can be written in. */
export type ReportFormat = 'text' | 'json' | 'html' | 'sarif' | 'junit' | 'markdown' | 'mermaid' | 'dot';

type Renderer = (report: AnyReport, options: RenderReportOptions) => string;

const RENDERERS: Readonly<Record<ReportFormat, Renderer>> = {
  text: renderText,
  json: renderJson,
  html: renderHtml,
  sarif: renderSarif,
  junit: renderJUnit,
  markdown: renderMarkdown,
  mermaid: renderMermaid,
  dot: renderDot,
};

/** Every {@link ReportFormat}. */
export const REPORT_FORMATS: readonly ReportFormat[] = Object.keys(RENDERERS) as ReportFormat[];

const BY_EXTENSION: Readonly<Record<string, ReportFormat>> = {
  txt: 'text',
  json: 'json',
  html: 'html',
  sarif: 'sarif',
  xml: 'junit',
  md: 'markdown',
  mmd: 'mermaid',
  dot: 'dot',
};

/** The extensions that {@link reportFormatOf} knows, without the dot. */
export const REPORT_EXTENSIONS: readonly string[] = Object.keys(BY_EXTENSION);

/** The format that a file's name asks for, by its extension; `undefined` where it asks for none. */
export function reportFormatOf(fileName: string): ReportFormat | undefined {
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/**
 * A report in one of the formats.
 *
 * @throws TypeError for a format that there is none of, and as {@link renderText} does
 * @example
 * ```ts no-run
 * import { renderReport, reportFormatOf } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const page = renderReport(report, reportFormatOf('report.html') ?? 'text');
 * ```
 */
export function renderReport(report: AnyReport, format: ReportFormat, options: RenderReportOptions = {}): string {
  if (!Object.hasOwn(RENDERERS, format)) throw new TypeError(`format: one of ${REPORT_FORMATS.join(', ')} expected`);
  return RENDERERS[format](report, options);
}
