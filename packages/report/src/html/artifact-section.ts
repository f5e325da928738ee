import type { AnyReport } from '@intoto/verifier';

import type { KeyPrinter } from '../key-text.ts';
import { jsonElement, type Markup, tag } from '../markup.ts';
import { listArtifacts } from './artifact-rows.ts';

/** The list of artifacts, to be filled by the page's script: thousands of rows are drawn as they are looked at. */
export function artifactSection(report: AnyReport, printKey: KeyPrinter): Markup {
  const columns = ['artifact', 'where', 'what became of it'];
  return tag(
    'section',
    { 'aria-labelledby': 'artifacts' },
    tag('h2', { id: 'artifacts' }, 'Artifacts'),
    tag(
      'div',
      { class: 'sheet' },
      tag('noscript', {}, tag('p', {}, 'The list of artifacts needs scripts.')),
      tag(
        'div',
        { class: 'search', role: 'search' },
        tag(
          'label',
          {},
          'Find ',
          tag('input', { id: 'artifact-search', type: 'search', autocomplete: 'off', spellcheck: 'false' }),
        ),
        tag('label', {}, 'in ', tag('select', { id: 'artifact-place' }, tag('option', { value: '' }, 'all lists'))),
        tag('label', {}, tag('input', { id: 'artifact-refused', type: 'checkbox' }), ' only what was refused'),
        tag('output', { id: 'artifact-count', 'aria-live': 'polite' }),
      ),
      tag(
        'div',
        { class: 'table' },
        tag(
          'table',
          {},
          tag('thead', {}, tag('tr', {}, ...columns.map((name) => tag('th', { scope: 'col' }, name)))),
          tag('tbody', { id: 'artifact-rows' }),
        ),
      ),
      tag('button', { id: 'artifact-more', type: 'button', hidden: true }, 'Show more'),
    ),
    jsonElement('artifact-data', listArtifacts(report, printKey)),
  );
}
