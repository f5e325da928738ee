export {
  buildChainGraph,
  type ChainGraph,
  type GraphEdge,
  type GraphLayout,
  type GraphNode,
  type GraphState,
} from './chain-graph.ts';
export type { GraphOptions } from './graph-options.ts';
export { type Expiry, listExpiries } from './list-expiries.ts';
export { parseReport } from './parse-report.ts';
export { renderDot } from './render-dot.ts';
export { renderHtml } from './render-html.ts';
export { renderJson } from './render-json.ts';
export { renderJUnit } from './render-junit.ts';
export { renderMarkdown } from './render-markdown.ts';
export { renderMermaid } from './render-mermaid.ts';
export { renderSarif, type RenderSarifOptions } from './render-sarif.ts';
export { renderText, type RenderTextOptions } from './render-text.ts';
export {
  renderReport,
  type RenderReportOptions,
  REPORT_EXTENSIONS,
  REPORT_FORMATS,
  type ReportFormat,
  reportFormatOf,
} from './report-format.ts';
export { REPORT_ERROR_CODES, ReportError, type ReportErrorCode } from './report-error.ts';
export { type Verdict, verdictOf } from './verdict.ts';
