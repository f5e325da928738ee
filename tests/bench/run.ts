/**
 * Measures this implementation beside the others, whole processes in turn, and writes `docs/performance.md`:
 *   pnpm bench [--only TEXT] [--sizes 0.1,1] [--runs 5] [--write]
 * `--only` takes the rows whose name has the text. Without `--write` the results are only printed.
 */
import { parseArgs } from 'node:util';

import { describeMachine, writePerformancePage } from './src/performance-page.ts';
import { printResults } from './src/print-results.ts';
import { runWorkload, type WorkloadResult } from './src/run-workload.ts';
import type { Workload } from './src/workload.ts';
import { WORKLOADS } from './src/workloads.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sizes: { type: 'string' },
    runs: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});

const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new TypeError('--runs must be a positive integer');
const rows: (readonly [Workload, WorkloadResult])[] = [];
for (const workload of WORKLOADS.filter(({ name }) => name.includes(values.only))) {
  const sizes = values.sizes?.split(',').map(Number) ?? workload.sizes;
  const result = await runWorkload(workload, { sizes, runs });
  rows.push([workload, result]);
  console.log(printResults([[workload, result]]));
}
if (values.write) await writePerformancePage(describeMachine(runs), printResults(rows));
