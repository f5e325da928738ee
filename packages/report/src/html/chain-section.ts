import type { ChainGraph } from '../chain-graph.ts';
import { type Markup, tag } from '../markup.ts';
import { drawGraph } from './graph-svg.ts';

const LEGEND = [
  ['passed', 'holds'],
  ['failed', 'failed: follow it to the reason'],
  ['warning', 'holds, with a warning'],
  ['unknown', 'not checked to the end'],
] as const;

/** The graph of every layout of the chain. */
export function chainSection({ layouts }: ChainGraph): Markup {
  return tag(
    'section',
    { 'aria-labelledby': 'chain' },
    tag('h2', { id: 'chain' }, 'The chain'),
    ...layouts.map((layout) => {
      const title = layout.path.length === 0 ? 'Layout' : `Sublayout of step ${layout.path.join(' > ')}`;
      return tag(
        'section',
        { class: 'sheet' },
        layouts.length === 1 ? undefined : tag('h3', {}, title),
        // Wider than the page it scrolls, which a keyboard must be able to do too.
        tag('div', { class: 'graph', tabindex: '0', role: 'region', 'aria-label': title }, drawGraph(layout, title)),
      );
    }),
    tag('ul', { class: 'legend' }, ...LEGEND.map(([state, meaning]) => tag('li', { class: state }, meaning))),
  );
}
