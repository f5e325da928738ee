import type { AnyReport } from '@intoto/verifier';

import { escapeText, finishText } from './escape.ts';
import { andMore, countOf, type Field } from './field.ts';
import type { GraphOptions } from './graph-options.ts';
import { failureAnchor } from './html/graph-svg.ts';
import { createKeyPrinter, type KeyPrinter } from './key-text.ts';
import { countChecked, scopeFields, scopeOf } from './partial-scope.ts';
import { renderMermaid } from './render-mermaid.ts';
import { splitRemedy, tellFailures, type ToldFailure } from './told-failures.ts';
import { tellWarnings } from './told-warnings.ts';
import { verdictOf } from './verdict.ts';

/** GitHub takes 65,536 characters in a comment. */
const MAX_LENGTH = 60_000;
/** Of the graph, which Mermaid draws up to 50,000 characters. */
const MAX_GRAPH = 20_000;
const LABEL_WIDTH = 12;

/**
 * A text as prose that is only that: a character reference for whatever Markdown or HTML gives a meaning, and a comment that
 * keeps `@name` from calling somebody and `#1` from linking to an issue.
 */
function prose(text: string): string {
  return finishText(text).replace(/[^\p{L}\p{N}\p{M} ,;'"/]/gu, (mark) => {
    const reference = `&#${mark.codePointAt(0) ?? 0};`;
    return mark === '@' || mark === '#' ? `${reference}<!-- -->` : reference;
  });
}

/** Lines as they stand, in a fence that none of them can end. */
function verbatim(texts: readonly string[], language: string): readonly string[] {
  const longest = Math.max(2, ...texts.flatMap((text) => text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [fence + language, ...texts, fence];
}

function fieldLines(fields: readonly Field[]): readonly string[] {
  return fields.map(({ label, text }) => finishText(`${label.padEnd(LABEL_WIDTH)} ${text}`));
}

function failureLines({ number, heading, message, fields }: ToldFailure): readonly string[] {
  const { remedy, facts } = splitRemedy(fields);
  return [
    `### <a id="${failureAnchor(number)}"></a>${number}&#46; ${prose(heading)}`,
    '',
    prose(message),
    '',
    ...verbatim(fieldLines(facts), 'text'),
    ...(remedy === undefined ? [] : ['', `**To do:** ${prose(remedy.text)}`]),
    '',
  ];
}

function warningLines(report: AnyReport, printKey: KeyPrinter): readonly string[] {
  const told = tellWarnings(report, printKey);
  if (told.length === 0) return [];
  const items = told.map(({ story: { heading, message } }) => `- **${prose(heading)}**: ${prose(message)}`);
  return [`<details><summary>${countOf(told.length, 'warning')}</summary>`, '', ...items, '', '</details>', ''];
}

function verdictLine(report: AnyReport): string {
  if (report.ok) return '✅ PASSED: every check of the supply chain held';
  const scope = scopeOf(report);
  return scope !== undefined && verdictOf(report) === 'PARTIAL'
    ? `⚠️ PARTIAL: ${countChecked(scope)}`
    : `❌ FAILED: ${countOf(report.failures.length, 'failure')}`;
}

function scopeLines(report: AnyReport): readonly string[] {
  const fields = scopeFields(report);
  return fields.length === 0 ? [] : [...verbatim(fieldLines(fields), 'text'), ''];
}

function graphLines(report: AnyReport, options: GraphOptions): readonly string[] {
  const graph = renderMermaid(report, options);
  if (graph.length > MAX_GRAPH) return [];
  return [
    '<details><summary>The chain as a graph</summary>',
    '',
    ...verbatim(graph.trimEnd().split('\n'), 'mermaid'),
    '',
    '</details>',
    '',
  ];
}

/** As many of the parts, in their order, as fit. */
function takeFitting(
  parts: readonly (readonly string[])[],
  room: number,
): { readonly taken: readonly string[]; readonly left: number } {
  const taken: string[] = [];
  let used = 0;
  for (const [index, part] of parts.entries()) {
    const text = part.join('\n');
    used += text.length + 1;
    if (used > room) return { taken, left: parts.length - index };
    taken.push(text);
  }
  return { taken, left: 0 };
}

/**
 * A report as Markdown for the comment of a pull request: the verdict, each failure with what to do next, warnings, and the
 * chain as a graph that GitHub and GitLab draw. At most 60,000 characters: what does not fit is counted. Names and messages are
 * text whatever they hold, and call nobody.
 *
 * @example
 * ```ts no-run
 * import { renderMarkdown } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const comment = renderMarkdown(report);
 * ```
 */
export function renderMarkdown(report: AnyReport, options: GraphOptions = {}): string {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const head = [
    `## ${verdictLine(report)}`,
    '',
    `in-toto verification for ${prose(escapeText(report.at))}, profile ${report.profile}${report.expires === undefined ? '' : `, layout expires ${prose(escapeText(report.expires))}`}`,
    '',
    ...scopeLines(report),
  ];
  const graph = graphLines(report, options);
  const room = MAX_LENGTH - [...head, ...graph].join('\n').length - 200;
  const failures = takeFitting(tellFailures(report, printKey).map(failureLines), room);
  const warnings = takeFitting([warningLines(report, printKey)], room - failures.taken.join('\n').length);
  return `${[
    ...head,
    ...failures.taken,
    ...(failures.left > 0 ? [`${andMore(failures.left)} failures: see the whole report.`, ''] : []),
    ...warnings.taken,
    ...(warnings.left > 0 ? ['There are warnings: see the whole report.', ''] : []),
    ...graph,
  ]
    .join('\n')
    .trimEnd()}\n`;
}
