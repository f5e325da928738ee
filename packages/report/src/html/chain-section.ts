import type { ChainGraph, GraphLayout } from '../chain-graph.ts';
import { type Markup, tag } from '../markup.ts';
import { drawGraph } from './graph-svg.ts';

const LEGEND = [
  ['passed', 'holds'],
  ['failed', 'failed: follow it to the reason'],
  ['warning', 'holds, with a warning'],
  ['unknown', 'not checked to the end'],
] as const;

/** More than that nobody can follow, and lines would take minutes to be kept apart. */
const MOST_DRAWN = 600;

function drawing(layout: GraphLayout, title: string): Markup {
  if (layout.nodes.length + layout.edges.length > MOST_DRAWN) {
    return tag('p', {}, 'This layout has too many parts to draw; the table below has them all.');
  }
  // Wider than the page it scrolls, which a keyboard must be able to do too.
  return tag('div', { class: 'graph', tabindex: '0', role: 'region', 'aria-label': title }, drawGraph(layout, title));
}

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
        drawing(layout, title),
      );
    }),
    tag('ul', { class: 'legend' }, ...LEGEND.map(([state, meaning]) => tag('li', { class: state }, meaning))),
  );
}
