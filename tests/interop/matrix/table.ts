import { CONTAINERS, MATRIX_KEY_KINDS, TASKS, type Task } from './artefacts.ts';
import type { Cell } from './matrix.ts';
import { type Reason, REASONS } from './reasons.ts';

/** Marks the section of `docs/conformance.md`. */
export const MATRIX_MARKER = 'matrix';

const CONTAINER_TITLES = { metablock: 'Metablock', dsse: 'DSSE' };
const KEY_TITLES = { rsa: 'RSA-PSS', 'ecdsa P-256': 'ECDSA P-256', ed25519: 'Ed25519' };
const PRODUCER_COLUMN = 'made by';

/** What did not pass in a cell, and why. @throws Error where that is explained by nothing */
function shortfalls(cell: Cell): readonly { readonly task: Task | undefined; readonly reason: Reason }[] {
  const { results } = cell;
  const failed =
    'unproduced' in results
      ? [{ task: undefined, message: results.unproduced }]
      : TASKS.flatMap((task) => {
          const result = results[task];
          return result.ok ? [] : [{ task, message: result.message }];
        });
  return failed.map(({ task, message }) => {
    const reason = REASONS.find(({ applies }) => applies({ ...cell, task, message }));
    if (reason === undefined) throw new Error(`unexplained: ${JSON.stringify({ ...cell, task, message }, null, 1)}`);
    return { task, reason };
  });
}

/** Whether everything in the cell passes. */
export function passes(cell: Cell): boolean {
  return shortfalls(cell).length === 0;
}

function note(reason: Reason): string {
  return `[${REASONS.indexOf(reason) + 1}]`;
}

function describe(cell: Cell): string {
  const failed = shortfalls(cell);
  const reasons = [...new Set(failed.map(({ reason }) => reason))];
  if (reasons.length === 0) return 'pass';
  return reasons
    .map((reason) => {
      const tasks = failed.filter((one) => one.reason === reason).map(({ task }) => task);
      const all = tasks.length === TASKS.length || tasks[0] === undefined;
      if (reason.verdict === 'cannot') return `${all ? '' : `${tasks.join(', ')}: `}cannot ${note(reason)}`;
      return `${all ? 'fails' : `${tasks.join(', ')}: fails`} ${note(reason)}`;
    })
    .join('; ');
}

/** A table in columns as wide as they need to be. */
export function printTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const print = (row: readonly string[], filler = ' '): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, filler)).join(' | ')} |`;
  return [print(head), print([], '-'), ...rows.slice(1).map((row) => print(row))].join('\n');
}

/** One table for each container and kind of key, then the reasons. */
export function renderMatrix(cells: readonly Cell[]): string {
  const consumers = [...new Set(cells.map(({ consumer }) => consumer))];
  const producers = [...new Set(cells.map(({ producer }) => producer))];
  const tables = CONTAINERS.flatMap((container) =>
    MATRIX_KEY_KINDS.map((keyKind) => {
      const shown = cells.filter((cell) => cell.container === container && cell.keyKind === keyKind);
      const rows = producers.map((producer) =>
        [producer].concat(shown.filter((cell) => cell.producer === producer).map(describe)),
      );
      const table = printTable([[PRODUCER_COLUMN, ...consumers.map((name) => `read by ${name}`)], ...rows]);
      return `### ${CONTAINER_TITLES[container]}, ${KEY_TITLES[keyKind]}\n\n${table}`;
    }),
  );
  const passing = cells.filter(passes).length;
  const used = REASONS.map((reason, index) => `${index + 1}. ${reason.text}`);
  return [
    `Of ${cells.length} pairs ${passing} pass whole.`,
    ...tables,
    `Why something does not pass, by number:`,
    used.join('\n'),
  ].join('\n\n');
}
