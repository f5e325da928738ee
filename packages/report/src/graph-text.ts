import type { GraphEdge, GraphNode } from './chain-graph.ts';
import { andMore } from './field.ts';

/** More names beside an edge would hide the graph. */
const MAX_NAMES = 3;

/** What stands beside an edge: a few names, or their number. */
export function edgeLines({ artifacts, failures }: GraphEdge): readonly string[] {
  const names =
    artifacts.length <= MAX_NAMES
      ? artifacts
      : [...artifacts.slice(0, MAX_NAMES - 1), andMore(artifacts.length - MAX_NAMES + 1)];
  return failures.length === 0 ? names : [...names, failureWords(failures)];
}

/** What stands in a node, the name first. */
export function nodeLines({ kind, name, notes, failures }: GraphNode): readonly string[] {
  const title = kind === 'step' || kind === 'inspection' ? `${kind} ${name}` : name;
  return [title, ...notes, ...(failures.length === 0 || kind === 'stray' ? [] : [failureWords(failures)])];
}

function failureWords(failures: readonly string[]): string {
  return failures.length <= MAX_NAMES
    ? `failure ${failures.join(', ')}`
    : `failures ${failures.slice(0, MAX_NAMES - 1).join(', ')} ${andMore(failures.length - MAX_NAMES + 1)}`;
}
