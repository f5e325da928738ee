import type { VerificationReport } from '@intoto/verifier';

import { buildChainGraph } from './chain-graph.ts';
import { countOf } from './field.ts';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from './generated/page-assets.ts';
import type { GraphOptions } from './graph-options.ts';
import { artifactSection } from './html/artifact-section.ts';
import { chainSection } from './html/chain-section.ts';
import { checkSection } from './html/check-section.ts';
import { expirySection } from './html/expiry-section.ts';
import { failureSections, warningSections } from './html/failure-sections.ts';
import { arrowHeads } from './html/graph-svg.ts';
import { itemSection } from './html/item-section.ts';
import { createKeyPrinter } from './key-text.ts';
import { type Markup, tag, trusted } from './markup.ts';

const POLICY = `default-src 'none'; script-src '${PAGE_SCRIPT_HASH}'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function head(report: VerificationReport): Markup {
  return tag(
    'head',
    {},
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('title', {}, `${report.ok ? 'PASSED' : 'FAILED'}: in-toto verification for ${report.at}`),
    tag('style', {}, trusted(PAGE_STYLE)),
  );
}

function banner(report: VerificationReport): Markup {
  const facts = [
    ['verified for', report.at],
    ['profile', report.profile],
    ['layout expires', report.expires ?? 'not known'],
    ['report version', String(report.reportVersion)],
  ];
  return tag(
    'header',
    { class: report.ok ? 'passed' : 'failed' },
    tag(
      'div',
      {},
      tag(
        'h1',
        {},
        tag('strong', {}, report.ok ? 'PASSED' : 'FAILED'),
        report.ok ? ': every check of the supply chain held' : `: ${countOf(report.failures.length, 'failure')}`,
      ),
      tag(
        'dl',
        { class: 'facts' },
        ...facts.map(([name = '', value = '']) => tag('div', {}, tag('dt', {}, name), tag('dd', {}, value))),
      ),
    ),
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
 * import type { VerificationReport } from '@intoto/verifier';
 *
 * declare const report: VerificationReport;
 * const page = renderHtml(report, { keyNames: new Map([['776a00e2…', 'alice']]) });
 * ```
 */
export function renderHtml(report: VerificationReport, options: GraphOptions = {}): string {
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
