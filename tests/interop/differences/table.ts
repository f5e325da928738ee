import { printTable } from '../matrix/table.ts';
import { type NamedDifference, TOPICS } from './cases.ts';
import { type Column, COLUMNS } from './difference.ts';

/** Marks the section of `docs/conformance.md`. */
export const DIFFERENCES_MARKER = 'differences';

const TITLES: Record<Column, string> = {
  python: 'Python 3.1',
  'python-2.3': 'Python 2.3',
  go: 'Go 0.11',
  rust: 'Rust 0.4',
  reference: 'us, `reference`',
  strict: 'us, `strict`',
};

function printCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function printRow({ id, title, outcomes, specification, remark }: NamedDifference): readonly string[] {
  return [
    `[${title}](../tests/interop/differences/cases/${id}.json)`,
    ...COLUMNS.map((column) => outcomes[column] ?? ''),
    specification,
    remark ?? '',
  ].map(printCell);
}

/** A table for each topic. */
export function renderDifferences(differences: readonly NamedDifference[]): string {
  const head = ['', ...COLUMNS.map((column) => TITLES[column]), 'the specification', 'why ours'];
  const tables = TOPICS.map((topic) => {
    const rows = differences.filter((difference) => difference.topic === topic).map(printRow);
    return `### ${topic}\n\n${printTable([head, ...rows])}`;
  });
  return [`${differences.length} differences.`, ...tables].join('\n\n');
}
