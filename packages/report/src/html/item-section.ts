import type { ChainGraph, GraphState } from '../chain-graph.ts';
import { type Markup, tag } from '../markup.ts';
import { failureAnchor, nodeAnchor } from './graph-svg.ts';

const STATE_WORDS: Readonly<Record<GraphState, string>> = {
  passed: 'holds',
  failed: 'failed',
  warning: 'holds, with a warning',
  unknown: 'not checked to the end',
};

/** Steps and inspections as a table: what the graph shows, in words. */
export function itemSection({ layouts }: ChainGraph): Markup | undefined {
  const rows = layouts.flatMap(({ path, nodes, edges }) => {
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    return nodes
      .filter(({ kind }) => kind === 'step' || kind === 'inspection')
      .map((node) =>
        tag(
          'tr',
          { id: nodeAnchor(node.id), tabindex: '-1' },
          tag('th', { scope: 'row' }, [...path, node.name].join(' > ')),
          tag('td', {}, node.kind),
          tag('td', { class: node.state }, STATE_WORDS[node.state]),
          tag('td', {}, node.notes.join('; ')),
          tag(
            'td',
            {},
            edges
              .filter(({ to, state }) => to === node.id && state === 'passed')
              .map(({ from, artifacts }) => `${artifacts.length} from ${names.get(from) ?? ''}`)
              .join(', '),
          ),
          tag(
            'td',
            {},
            ...node.failures.map((number) => tag('a', { href: `#${failureAnchor(number)}` }, `${number} `)),
          ),
        ),
      );
  });
  if (rows.length === 0) return undefined;
  const columns = ['name', 'kind', 'outcome', 'signatures', 'artifacts taken over', 'failures'];
  return tag(
    'section',
    { 'aria-labelledby': 'items' },
    tag('h2', { id: 'items' }, 'Steps and inspections'),
    tag(
      'div',
      { class: 'sheet table' },
      tag(
        'table',
        {},
        tag('thead', {}, tag('tr', {}, ...columns.map((name) => tag('th', { scope: 'col' }, name)))),
        tag('tbody', {}, ...rows),
      ),
    ),
  );
}
