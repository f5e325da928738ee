import type { AnyReport } from '@intoto/verifier';

import { buildChainGraph } from './chain-graph.ts';
import { countOf } from './field.ts';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from './generated/page-assets.ts';
import type { GraphOptions } from './graph-options.ts';
import { artifactSection } from './html/artifact-section.ts';
import { chainSection } from './html/chain-section.ts';
import { checkSection } from './html/check-section.ts';
import { expirySection } from './html/expiry-section.ts';
import { failureSections, fieldList, warningSections } from './html/failure-sections.ts';
import { arrowHeads } from './html/graph-svg.ts';
import { itemSection } from './html/item-section.ts';
import { createKeyPrinter } from './key-text.ts';
import { type Markup, tag, trusted } from './markup.ts';
import { countChecked, scopeFields, scopeOf } from './partial-scope.ts';
import { verdictOf } from './verdict.ts';

const POLICY = `default-src 'none'; script-src '${PAGE_SCRIPT_HASH}'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function head(report: AnyReport): Markup {
  return tag(
    'head',
    {},
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('title', {}, `${verdictOf(report)}: in-toto verification for ${report.at}`),
    tag('style', {}, trusted(PAGE_STYLE)),
  );
}

function verdictWords(report: AnyReport): string {
  if (report.ok) return 'every check of the supply chain held';
  const scope = scopeOf(report);
  return scope !== undefined && verdictOf(report) === 'PARTIAL'
    ? countChecked(scope)
    : countOf(report.failures.length, 'failure');
}

function banner(report: AnyReport): Markup {
  const facts = [
    ['verified for', report.at],
    ['profile', report.profile],
    ['layout expires', report.expires ?? 'not known'],
    ['report version', String(report.reportVersion)],
  ];
  return tag(
    'header',
    { class: verdictOf(report).toLowerCase() },
    tag(
      'div',
      {},
      tag('h1', {}, tag('strong', {}, verdictOf(report)), `: ${verdictWords(report)}`),
      tag(
        'dl',
        { class: 'facts' },
        ...facts.map(([name = '', value = '']) => tag('div', {}, tag('dt', {}, name), tag('dd', {}, value))),
      ),
    ),
  );
}

/** What a narrowed verification looked at. */
function scopeSection(report: AnyReport): Markup | undefined {
  const fields = scopeFields(report);
  if (fields.length === 0) return undefined;
  return tag(
    'section',
    { 'aria-labelledby': 'scope' },
    tag('h2', { id: 'scope' }, 'What was checked, and what was not'),
    tag('article', { class: 'warning' }, fieldList(fields)),
  );
}

/**
 * A report as one HTML page for people: the verdict, every failure with what to do next, the graph of the chain with its failed
 * parts in red as links to what failed, steps and signers, and a list of all artifacts to search.
 *
 * The page stands by itself: it loads nothing, its Content-Security-Policy allows nothing but its own script and style, and it
 * works from disk, in light and dark, with a keyboard and with a screen reader. Without its script only the list of artifacts
 * is missing. Names and messages are text in it whatever they hold.
 *
 * @example
 * ```ts no-run
 * import { renderHtml } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const page = renderHtml(report, { keyNames: new Map([['776a00e2…', 'alice']]) });
 * ```
 */
export function renderHtml(report: AnyReport, options: GraphOptions = {}): string {
  const printKey = createKeyPrinter(report, options.keyNames ?? new Map());
  const graph = buildChainGraph(report, options);
  const page = tag(
    'html',
    { lang: 'en' },
    head(report),
    tag(
      'body',
      {},
      tag('a', { class: 'skip', href: '#main' }, 'Skip to the findings'),
      arrowHeads(),
      banner(report),
      tag(
        'main',
        { id: 'main' },
        scopeSection(report),
        chainSection(graph),
        failureSections(report, printKey),
        warningSections(report, printKey),
        itemSection(graph),
        artifactSection(report, printKey),
        expirySection(report, options.keyNames),
        checkSection(report),
        tag(
          'footer',
          {},
          'Made by @intoto/report. The page says what the verification found; it does not verify anything itself.',
        ),
      ),
      tag('script', {}, trusted(PAGE_SCRIPT)),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}
